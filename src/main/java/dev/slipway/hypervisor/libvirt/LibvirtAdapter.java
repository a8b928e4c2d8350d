package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HostSecrets;
import dev.slipway.hypervisor.HypervisorAdapter;
import dev.slipway.kernel.HostId;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Speaks to real hosts through libvirt. */
@Component
@EnableConfigurationProperties(LibvirtProperties.class)
class LibvirtAdapter implements HypervisorAdapter {
    private final LibvirtProperties limits;
    private final HostSecrets secrets;
    private final Clock clock;

    @Autowired
    LibvirtAdapter(LibvirtProperties limits, ObjectProvider<HostSecrets> secrets, Clock clock) {
        this(limits, credential -> secrets.getObject().open(credential), clock);
    }

    LibvirtAdapter(LibvirtProperties limits, HostSecrets secrets, Clock clock) {
        this.limits = limits;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public boolean speaks(HostConnection connection) {
        return !connection.isSimulated();
    }

    @Override
    public LibvirtHost attach(HostId host, HostConnection connection, Consumer<HostEvent> events) {
        var uri = HostUri.of(connection);
        return new LibvirtHost(
                host, new Connections(uri, way(uri, connection), host.toString(), limits), events, clock);
    }

    private Way way(HostUri uri, HostConnection connection) {
        if (connection.isSsh()) {
            return new SshWay(uri, connection, secrets, limits);
        }
        return connection.isTls() && connection.credential().isPresent()
                ? new TlsWay(uri, connection.credential().get(), secrets)
                : Way.direct(uri);
    }
}
