package dev.slipway.metering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What usage costs: each part of a span at the prices of that time. */
@Component
class Costs {
    private final PriceRows prices;

    Costs(PriceRows prices) {
        this.prices = prices;
    }

    private record Part(PriceList prices, Span span) {}

    /** @param read what was used in a part of the span */
    List<Cost> of(Span span, Function<Span, Consumption> read) {
        Bill bill = new Bill();
        parts(span).forEach(p -> bill.add(p.prices(), read.apply(p.span())));
        return bill.costs();
    }

    /** The same for many at once. */
    Map<UUID, List<Cost>> of(Span span, Collection<UUID> ids, Function<Span, Map<UUID, Consumption>> read) {
        Map<UUID, Bill> bills = new HashMap<>();
        if (!ids.isEmpty()) {
            parts(span).forEach(part -> {
                Map<UUID, Consumption> used = read.apply(part.span());
                ids.forEach(id -> bills.computeIfAbsent(id, i -> new Bill())
                        .add(part.prices(), used.getOrDefault(id, Consumption.NONE)));
            });
        }
        Map<UUID, List<Cost>> costs = new HashMap<>();
        bills.forEach((id, bill) -> costs.put(id, bill.costs()));
        return costs;
    }

    private List<Part> parts(Span span) {
        List<PriceList> lists = prices.all();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            Instant end = i + 1 < lists.size() ? lists.get(i + 1).validFrom() : span.until();
            Span part = span.within(lists.get(i).validFrom(), end);
            if (part.from().isBefore(part.until())) {
                parts.add(new Part(lists.get(i), part));
            }
        }
        return parts;
    }
}
