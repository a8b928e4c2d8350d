package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DomainSpec.Filter;
import dev.slipway.hypervisor.HypervisorProblem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a host can hold guests to their addresses: it needs libvirt's driver for network filters, ebtables and iptables,
 * and a kernel that filters on bridges. A tiny guest with a filtered card that leads nowhere tells.
 */
final class FilterProbe {
    private static final Logger log = LoggerFactory.getLogger(FilterProbe.class);

    private final Connections connections;

    FilterProbe(Connections connections) {
        this.connections = connections;
    }

    boolean run() {
        try {
            connections.change("prepare network filters", connect -> {
                Filters.ensure(connect);
                return true;
            });
            new TrialGuest(connections, new Filter(List.of("192.0.2.1", "2001:db8::1"))).run();
            return true;
        } catch (HypervisorProblem e) {
            if (e.isPassing()) {
                throw e;
            }
            log.info("Host {} cannot filter what guests send: {}", connections.uri(), e.logDetail());
            return false;
        }
    }
}
