package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HypervisorAdapter;
import dev.slipway.kernel.HostId;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Speaks {@code simulated:NAME}. */
@Component
class SimulatedAdapter implements HypervisorAdapter {
    private final SimulatedHosts hosts;
    private final Clock clock;

    SimulatedAdapter(SimulatedHosts hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    @Override
    public boolean speaks(HostConnection connection) {
        return connection.isSimulated();
    }

    @Override
    public AttachedHost attach(HostId host, HostConnection connection, Consumer<HostEvent> events) {
        return new SimulatedConnection(host, hosts.reachedBy(connection), events, clock);
    }
}
