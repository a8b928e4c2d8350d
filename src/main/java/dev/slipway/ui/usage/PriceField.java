package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.Words;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** A price, exactly as it is written; empty = free. */
class PriceField extends TextField {
    private final Dimension dimension;

    PriceField(Dimension dimension) {
        super(Words.capitalised(words(dimension)));
        this.dimension = dimension;
        setPlaceholder("0");
        setSuffixComponent(new Span("an hour"));
        setAllowedCharPattern("[0-9.]");
    }

    static String words(Dimension dimension) {
        return switch (dimension) {
            case VMS -> "VM";
            case VCPUS -> "vCPU";
            case MEMORY_MIB -> "GiB of memory";
            case DISK_MIB -> "GiB of disk";
            case RUNNING_VCPUS -> "running vCPU";
            case RUNNING_MEMORY_MIB -> "running GiB of memory";
        };
    }

    String field() {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    Optional<BigDecimal> price() {
        String text = getValue().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new InvalidRequest("price", field(), "Write a price as a number, such as 0.0125.");
        }
    }
}
