package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HypervisorAdapter;
import dev.slipway.kernel.HostId;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Speaks {@code simulated:NAME}. */
@Component
class SimulatedAdapter implements HypervisorAdapter {
    private final SimulatedHosts hosts;

    SimulatedAdapter(SimulatedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public boolean speaks(HostConnection connection) {
        return connection.isSimulated();
    }

    @Override
    public AttachedHost attach(HostId host, HostConnection connection, Consumer<HostEvent> events) {
        return new SimulatedConnection(host, hosts.reachedBy(connection), events);
    }
}
