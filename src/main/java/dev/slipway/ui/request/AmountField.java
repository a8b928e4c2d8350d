package dev.slipway.ui.request;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.NumberField;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;

/** An amount of a dimension: a count, or GiB. */
class AmountField extends NumberField {
    private static final long MIB_PER_GIB = 1024;
    private static final double MOST = 1e12;

    private final Dimension dimension;

    AmountField(Dimension dimension, String label) {
        super(label);
        this.dimension = dimension;
        setStep(isSize() ? 0.25 : 1);
        setMin(0);
        setManualValidation(true);
        setWidthFull();
        if (isSize()) {
            setSuffixComponent(new Span("GiB"));
        }
    }

    Dimension dimension() {
        return dimension;
    }

    void show(long amount) {
        setValue(isSize() ? (double) amount / MIB_PER_GIB : (double) amount);
    }

    /** In the dimension's own unit; 0 if nothing is given. */
    long amount() {
        double value = isEmpty() ? 0 : getValue() * (isSize() ? MIB_PER_GIB : 1);
        if (value < 0 || value > MOST || value != Math.rint(value)) {
            throw new InvalidRequest(
                    "invalid-amount",
                    dimension.name(),
                    isSize() ? "Give a number of GiB, 0 or more." : "Give a whole number, 0 or more.");
        }
        return (long) value;
    }

    private boolean isSize() {
        return !dimension.unit().isEmpty();
    }
}
