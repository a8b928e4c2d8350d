package dev.slipway.vm.serial;

import dev.slipway.host.HostLost;
import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps guests that never stop talking from filling the storage of their hosts. Several nodes may do it at once. Only hosts
 * that were seen since the last time are asked, each by a thread of its own, so that one that hangs holds up nobody.
 */
@Component
class SerialKeeper {
    private static final Logger log = LoggerFactory.getLogger(SerialKeeper.class);
    private static final int LEFT = 1024 * 1024;

    private final Hypervisors hypervisors;
    private final Set<HostId> seen = ConcurrentHashMap.newKeySet();
    private final Set<HostId> busy = ConcurrentHashMap.newKeySet();

    SerialKeeper(Hypervisors hypervisors) {
        this.hypervisors = hypervisors;
    }

    @EventListener
    void on(HostSeen host) {
        seen.add(host.host());
    }

    @EventListener
    void on(HostLost host) {
        seen.remove(host.host());
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void bound() {
        for (var host : Set.copyOf(seen)) {
            seen.remove(host);
            if (busy.add(host)) {
                Thread.ofPlatform().daemon().name("serial-" + host).start(() -> {
                    try {
                        bound(host);
                    } finally {
                        busy.remove(host);
                    }
                });
            }
        }
    }

    void bound(HostId host) {
        try {
            hypervisors.on(host).boundSerialOutput(BootLogs.KEPT, LEFT);
        } catch (Problem e) {
            log.debug("What VMs say on host {} is not cut now, but the next time: {}", host, e.logDetail());
        } catch (RuntimeException e) {
            log.warn("What VMs say on host {} could not be cut; it is tried again in a minute", host, e);
        }
    }
}
