package dev.slipway.vm.outside;

import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import dev.slipway.vm.adopt.Strangers;
import dev.slipway.vm.work.PowerRows.Known;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at what domains are made of, which costs more than to see which run: at those that a host's event names, and at
 * all the others a few at a time, since some changes make no event. On the watcher's thread of the host.
 */
@Component
class DefinitionWatch {
    private static final Logger log = LoggerFactory.getLogger(DefinitionWatch.class);
    private static final int AT_A_TIME = 20;
    private static final Duration ALL_ANEW = Duration.ofHours(1);

    private final Map<HostId, Standing> standings = new ConcurrentHashMap<>();
    private final OutsideDefinitions outside;
    private final Strangers strangers;
    private final Clock clock;

    /** How far this node is with one host. */
    private static final class Standing {
        private final Set<UUID> looked = ConcurrentHashMap.newKeySet();
        private volatile Instant begun;
        private volatile boolean done;

        Standing(Instant begun) {
            this.begun = begun;
        }

        void anew(Instant now) {
            done = false;
            looked.clear();
            begun = now;
        }

        void due(UUID domain) {
            done = false;
            looked.remove(domain);
        }

        boolean isOld(Instant now) {
            return begun.plus(ALL_ANEW).isBefore(now);
        }
    }

    DefinitionWatch(OutsideDefinitions outside, Strangers strangers, Hypervisors hypervisors, Clock clock) {
        this.outside = outside;
        this.strangers = strangers;
        this.clock = clock;
        hypervisors.onEvent(this::hint);
    }

    private void hint(HostEvent event) {
        var standing = standings.get(event.host());
        if (standing == null) {
            return;
        }
        switch (event) {
            case HostEvent.DomainChanged changed -> standing.due(changed.domain());
            // What it was started with is not what it restarts with, if somebody has changed it meanwhile.
            case HostEvent.DomainRestarted restarted -> standing.due(restarted.domain());
            case HostEvent.Connected connected -> standing.anew(clock.instant());
            case HostEvent.Disconnected disconnected -> {
                // Nothing can be looked at now.
            }
        }
    }

    /** Whether nothing is left to look at as long as neither its domains nor our VMs change. */
    boolean isDone(HostId host) {
        var standing = standings.get(host);
        return standing != null && standing.done && !standing.isOld(clock.instant());
    }

    /** @param ours every VM that has its place there */
    void look(HostSeen seen, List<Known> ours) {
        var now = clock.instant();
        var standing = standings.computeIfAbsent(seen.host(), host -> new Standing(now));
        if (standing.isOld(now)) {
            standing.anew(now);
        }
        // First, and taken back if need be: an event meanwhile says that it is not so.
        standing.done = true;
        boolean complete = false;
        try {
            complete = look(seen, ours, standing);
        } catch (Problem e) {
            log.debug("Definitions on host {} are looked at later: {}", seen.host(), e.logDetail());
        } finally {
            if (!complete) {
                standing.done = false;
            }
        }
    }

    private boolean look(HostSeen seen, List<Known> ours, Standing standing) {
        var known = ours.stream().map(k -> k.vm().value()).collect(Collectors.toSet());
        var strangersAreKnown = strangers.look(seen, known, standing.looked);
        var there = seen.domains().stream().map(DomainObservation::domain).collect(Collectors.toSet());
        var due = ours.stream()
                .filter(k -> there.contains(k.vm().value()))
                .filter(k -> !standing.looked.contains(k.vm().value()))
                .toList();
        due.stream().filter(Known::settled).limit(AT_A_TIME).forEach(k -> lookAt(seen.host(), k, standing));
        standing.looked.retainAll(there);
        return strangersAreKnown && due.isEmpty();
    }

    /** What changes meanwhile is told by an event, which makes it due again. */
    private void lookAt(HostId host, Known known, Standing standing) {
        standing.looked.add(known.vm().value());
        try {
            outside.look(host, known.vm());
        } catch (RuntimeException e) {
            standing.looked.remove(known.vm().value());
            throw e;
        }
    }
}
