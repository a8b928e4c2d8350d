package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Span;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.Cost;
import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Hours and costs as people read them. */
final class Figures {
    private static final BigDecimal SMALL = BigDecimal.TEN;

    private Figures() {}

    /** With more decimals for what is small: 90 seconds are 0.025 hours. */
    static String of(Consumption used, Dimension dimension) {
        BigDecimal hours = used.hours(dimension);
        int digits = hours.compareTo(SMALL) < 0 ? 3 : 1;
        return String.format(Locale.ENGLISH, "%,." + digits + "f", hours.setScale(digits, RoundingMode.HALF_UP));
    }

    static Span cell(Consumption used, Dimension dimension) {
        return number(of(used, dimension));
    }

    static Span cell(List<Cost> cost) {
        return number(cost.stream().map(Cost::toString).collect(Collectors.joining(" + ")));
    }

    private static Span number(String text) {
        Span span = new Span(text);
        span.addClassName("sw-number");
        return span;
    }

    /** What a phone's second line says. */
    static String line(Consumption used, List<Cost> cost) {
        String hours = of(used, Dimension.VMS) + " VM-hours · " + of(used, Dimension.VCPUS) + " vCPU-hours";
        return cost.isEmpty() ? hours : hours + " · " + cost.getFirst();
    }
}
