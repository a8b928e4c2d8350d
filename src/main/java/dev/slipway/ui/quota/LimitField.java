package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.Words;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** One limit: empty for none, 0 for nothing at all. Memory and disk in GiB. */
class LimitField extends TextField {
    private static final int LONGEST = 20;
    private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);

    private final Dimension dimension;

    LimitField(Dimension dimension) {
        this.dimension = dimension;
        setLabel(Words.capitalised(dimension.words()));
        setPlaceholder("no limit");
        setClearButtonVisible(true);
        setMaxLength(LONGEST);
        getElement().setAttribute("inputmode", "decimal");
        if (isInMib()) {
            setSuffixComponent(new Span("GiB"));
        }
    }

    void show(OptionalLong limit) {
        setValue(
                limit.isEmpty()
                        ? ""
                        : isInMib()
                                ? BigDecimal.valueOf(limit.getAsLong())
                                        .divide(MIB_PER_GIB)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                : Long.toString(limit.getAsLong()));
    }

    /** @param field as a refusal names it */
    OptionalLong read(String field) {
        String text = getValue().strip();
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.length() > LONGEST ? "" : text);
            return OptionalLong.of((isInMib() ? number.multiply(MIB_PER_GIB) : number).longValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            throw noNumber(field);
        }
    }

    private InvalidRequest noNumber(String field) {
        return new InvalidRequest(
                "not-a-number",
                field,
                isInMib()
                        ? "Give a number of GiB, such as 32 or 1.5, or leave it empty for no limit."
                        : "Give a whole number, or leave it empty for no limit.");
    }

    private boolean isInMib() {
        return !dimension.unit().isEmpty();
    }
}
