package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HypervisorAdapter;
import dev.slipway.kernel.HostId;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Speaks to real hosts through libvirt. */
@Component
@EnableConfigurationProperties(LibvirtProperties.class)
class LibvirtAdapter implements HypervisorAdapter {
    private final LibvirtProperties limits;
    private final Clock clock;

    LibvirtAdapter(LibvirtProperties limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public boolean speaks(HostConnection connection) {
        return !connection.isSimulated();
    }

    @Override
    public LibvirtHost attach(HostId host, HostConnection connection, Consumer<HostEvent> events) {
        var uri = HostUri.of(connection);
        return new LibvirtHost(host, new Connections(uri, host.toString(), limits), events, clock);
    }
}
