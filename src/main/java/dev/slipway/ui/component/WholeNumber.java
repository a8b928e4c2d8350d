package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.kernel.InvalidRequest;

/** Inputs for amounts: whole numbers of a unit. */
public final class WholeNumber {
    private WholeNumber() {}

    public static IntegerField field(String label, String unit) {
        IntegerField field = new IntegerField(label);
        field.setSuffixComponent(new Span(unit));
        return field;
    }

    /** @param name as refusals call the field @throws InvalidRequest if it is empty, or not more than nothing */
    public static int of(IntegerField field, String name) {
        return field.getOptionalValue()
                .filter(n -> n > 0)
                .orElseThrow(() -> new InvalidRequest(
                        "not-a-number", name, "Give a whole number greater than 0 for " + field.getLabel() + "."));
    }
}
