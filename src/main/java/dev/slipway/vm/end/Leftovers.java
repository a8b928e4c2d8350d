package dev.slipway.vm.end;

import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import dev.slipway.vm.move.MigrationTable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what VMs have left behind on hosts, whenever a host is seen. While something of a VM is listed for a host the VM
 * is not moved there, so what is removed here can never be a disk in use.
 */
@Component
class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final MigrationTable table;
    private final Hypervisors hypervisors;
    private final Set<HostId> seen = ConcurrentHashMap.newKeySet();
    private final Set<HostId> sweeping = ConcurrentHashMap.newKeySet();

    Leftovers(MigrationTable table, Hypervisors hypervisors) {
        this.table = table;
        this.hypervisors = hypervisors;
    }

    @EventListener
    void on(HostSeen now) {
        seen.add(now.host());
    }

    /** Asks for all that were seen at once, since mostly nothing is left anywhere. */
    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        var hosts = Set.copyOf(seen);
        seen.removeAll(hosts);
        if (!hosts.isEmpty()) {
            table.hostsWithLeftovers().stream().filter(hosts::contains).forEach(this::sweep);
        }
    }

    /** On a thread of its own: a host that hangs holds up no other. */
    private void sweep(HostId host) {
        if (sweeping.add(host)) {
            Thread.ofVirtual().name("leftovers-" + host).start(() -> {
                try {
                    table.leftovers(host).forEach(this::remove);
                } finally {
                    sweeping.remove(host);
                }
            });
        }
    }

    private void remove(MigrationTable.Leftover leftover) {
        try {
            hypervisors.on(leftover.host()).deleteVolume(leftover.volume());
            table.removed(leftover);
        } catch (HostUnreachable | HypervisorProblem e) {
            log.info(
                    "{} of VM {} stays on host {} until it is seen again: {}",
                    leftover.volume(),
                    leftover.vm(),
                    leftover.host(),
                    e.logDetail());
        } catch (RuntimeException e) {
            log.error("{} could not be removed, tried again", leftover, e);
        }
    }
}
