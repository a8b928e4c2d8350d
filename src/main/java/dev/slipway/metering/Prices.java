package dev.slipway.metering;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Price lists of the whole platform. Optional: without one, usage has no costs. */
@Service
public class Prices {
    private final PriceRows rows;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Prices(PriceRows rows, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.clock = clock;
    }

    /** All, the earliest first. For everybody who is signed in: who is charged may know what for. */
    @Transactional(readOnly = true)
    public List<PriceList> all(Actor actor) {
        return rows.all();
    }

    /** What so much costs that is used for so long, at the prices of today; empty if there are none. For everybody who is signed in. */
    @Transactional(readOnly = true)
    public Optional<Cost> of(Amounts used, Duration time, Actor actor) {
        var now = clock.instant();
        return rows.all().stream()
                .filter(list -> !list.validFrom().isAfter(now))
                .max(Comparator.comparing(PriceList::validFrom))
                .map(list ->
                        new Bill().add(list, Consumption.of(used, time)).costs().getFirst());
    }

    /** In place of one that is valid from the same hour on. For those with {@code PRICE_EDIT} on the platform. */
    @Audited("price.set")
    @RetriesLostRaces
    @Transactional
    public PriceList set(Instant validFrom, String currency, Map<Dimension, BigDecimal> perHour, Actor actor) {
        actor.require(Permission.PRICE_EDIT, Scope.PLATFORM);
        PriceList list = PriceRules.valid(validFrom, currency, perHour, clock.instant());
        rows.put(list);
        events.publishEvent(actor.did("price.set", "price", null, validFrom.toString(), null, words(list)));
        return list;
    }

    /** As if it had not been, which is only possible in the month that goes on or later. */
    @Audited("price.remove")
    @RetriesLostRaces
    @Transactional
    public void remove(Instant validFrom, Actor actor) {
        if (rows.all().stream().noneMatch(p -> p.validFrom().equals(validFrom))) {
            throw NotFound.of("price list");
        }
        actor.require(Permission.PRICE_EDIT, Scope.PLATFORM);
        PriceRules.requireOpen(validFrom, clock.instant());
        rows.remove(validFrom);
        events.publishEvent(actor.did(
                "price.remove",
                "price",
                null,
                validFrom.toString(),
                null,
                "Removed the prices from " + validFrom + "."));
    }

    private static String words(PriceList list) {
        return "Prices from " + list.validFrom() + " in " + list.currency() + " an hour: "
                + list.perHour().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getValue().toPlainString() + " for " + Consumption.words(e.getKey()))
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
