package dev.slipway.host;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.Wiring;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The questions that a watcher asks a host, and where the answers go. Each asks outside any transaction. */
@Component
class HostInspection {
    private static final Logger log = LoggerFactory.getLogger(HostInspection.class);

    private static final Duration WIRES_ANEW = Duration.ofMinutes(10);

    private final Hypervisors hypervisors;
    private final HostRecords records;
    private final List<HostChore> chores;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<HostId, Wired> wired = new ConcurrentHashMap<>();

    private record Wired(Wiring wiring, Instant at) {}

    HostInspection(
            Hypervisors hypervisors,
            HostRecords records,
            List<HostChore> chores,
            ApplicationEventPublisher events,
            Clock clock) {
        this.hypervisors = hypervisors;
        this.records = records;
        this.chores = List.copyOf(chores);
        this.events = events;
        this.clock = clock;
    }

    /** Who answers there. @throws Conflict if it is a machine that is registered under another name already */
    void identify(HostRow row) {
        var facts = on(row.id()).facts();
        if (row.connection().hostKey().isEmpty()) {
            on(row.id()).hostKey().ifPresent(key -> records.proved(row.id(), key));
        }
        try {
            records.introduced(row.id(), facts);
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "same-machine",
                    "This is a machine that is registered already: another host has the same UUID " + facts.hostUuid()
                            + ". If they are two machines, give each its own host_uuid in its libvirtd.conf.",
                    "host " + row.name() + " has the UUID of another",
                    e);
        }
    }

    /** The whole truth now. The moment is taken before asking, so that nothing done later is overruled by it. */
    void takeInventory(HostRow row, boolean asked) {
        var at = clock.instant();
        var seen = new HostSeen(row.id(), at, on(row.id()).observeAll(), asked);
        try {
            events.publishEvent(seen);
        } catch (RuntimeException e) {
            log.error("Somebody failed on the inventory of host {}; the next one tells it again", row.name(), e);
        }
    }

    void preparePool(HostRow row) {
        on(row.id()).ensurePool(row.pool(), row.poolPath());
    }

    /** @param asked whether somebody waits for the answer, also if nothing has changed */
    void measure(HostRow row, boolean asked) {
        var at = clock.instant();
        var host = on(row.id());
        var pool = host.pool(row.pool());
        chores.forEach(chore -> chore.fulfil(row.id(), host));
        if (asked || !row.isSeenWith(pool)) {
            records.seen(row.id(), at, pool, asked);
        } else {
            records.seenAgain(row.id(), at);
        }
        wire(row.id(), host.wiring(), asked);
    }

    /** Compared with what is recorded only if it is other than the last time, which may be many addresses; and now and then. */
    private void wire(HostId host, Wiring wiring, boolean asked) {
        var now = clock.instant();
        var before = wired.get(host);
        if (asked
                || before == null
                || !before.wiring().equals(wiring)
                || now.isAfter(before.at().plus(WIRES_ANEW))) {
            records.wired(host, wiring);
            wired.put(host, new Wired(wiring, now));
        }
    }

    @EventListener
    void forget(HostRemoved removed) {
        wired.remove(removed.host());
    }

    /** Once it could, it can; else it is tried again each time it is met, or looked at on demand. */
    void findFilters(HostRow row) {
        if (!row.filtersGuests().orElse(false)) {
            records.filters(row.id(), on(row.id()).probeFilters());
        }
    }

    /** As forced, else as found out before, else found out now, which takes seconds. */
    void accelerate(HostRow row, HostProperties.Wish usual) {
        var forced = row.forced().or(usual::forced);
        if (forced.isPresent()) {
            records.accelerated(row.id(), forced.get(), Optional.empty());
        } else if (row.probed().isPresent()) {
            records.accelerated(row.id(), row.probed().get(), Optional.empty());
        } else {
            var probed = on(row.id()).probeAcceleration();
            log.info("Host {} runs guests {}", row.name(), probed);
            records.accelerated(row.id(), probed, Optional.of(probed));
        }
    }

    private Hypervisor on(HostId host) {
        return hypervisors.on(host);
    }
}
