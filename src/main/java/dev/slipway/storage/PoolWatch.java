package dev.slipway.storage;

import dev.slipway.host.HostSeen;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks at the pools of every host that this node watches, on a thread of its own: a pool that hangs holds up nothing else. */
@Component
class PoolWatch {
    private static final Logger log = LoggerFactory.getLogger(PoolWatch.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PATIENCE = 20;

    private final PoolInspection inspection;
    private final StorageSettings settings;
    private final Clock clock;
    private final Map<HostId, Instant> looked = new ConcurrentHashMap<>();
    private final Map<HostId, Instant> listed = new ConcurrentHashMap<>();
    private final Set<HostId> met = ConcurrentHashMap.newKeySet();
    private final Set<HostId> busy = ConcurrentHashMap.newKeySet();

    PoolWatch(PoolInspection inspection, StorageSettings settings, Clock clock) {
        this.inspection = inspection;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(HostSeen seen) {
        var host = seen.host();
        if (isDue(looked, host, settings.lookEvery()) && busy.add(host)) {
            Thread.ofPlatform().daemon().name("pools-" + host).start(() -> {
                try {
                    look(host);
                } finally {
                    busy.remove(host);
                }
            });
        }
    }

    private void look(HostId host) {
        try {
            looked.put(host, clock.instant());
            inspection.look(host);
            if (!met.contains(host)) {
                awaitPoolForVms(host);
                met.add(host);
            }
            if (isDue(listed, host, settings.listEvery())) {
                listed.put(host, clock.instant());
                inspection.list(host);
            }
        } catch (Problem e) {
            log.debug("Pools of host {} are looked at later: {}", host, e.logDetail());
        } catch (RuntimeException e) {
            log.warn("Pools of host {} could not be looked at; tried again in {}", host, settings.lookEvery(), e);
        }
    }

    /** A host that was just met gets its pool right now. */
    private void awaitPoolForVms(HostId host) {
        for (int i = 0; i < PATIENCE && !inspection.knowsPoolForVms(host); i++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            inspection.look(host);
        }
    }

    private boolean isDue(Map<HostId, Instant> last, HostId host, Duration every) {
        var at = last.get(host);
        return at == null || at.plus(every).isBefore(clock.instant());
    }
}
