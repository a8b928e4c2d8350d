package dev.slipway.hypervisor.libvirt;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;

/** libvirt does not tell the time of its host, but when a volume that was made this very moment was made. */
final class HostClock {
    private static final int SMALL = 4096;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Connections connections;
    private final String name = "slipway-clock-" + UUID.randomUUID();

    HostClock(Connections connections) {
        this.connections = connections;
    }

    Instant read() {
        if (connections.uri().isTest()) {
            return Clock.systemUTC().instant();
        }
        var pools = new Pools(connections);
        try {
            pools.ensure(name, "/var/lib/libvirt/" + name);
            return connections.change("read the host's clock", connect -> Lookup.pool(connect, name, this::read));
        } finally {
            pools.remove(name);
        }
    }

    private Instant read(StoragePool pool) throws LibvirtException {
        var volume = pool.storageVolCreateXML(StorageXml.raw(name, SMALL), 0);
        try {
            var seconds = new BigDecimal(XmlFacts.of(volume.getXMLDesc(0)).require("/volume/target/timestamps/mtime"));
            return Instant.ofEpochSecond(
                    seconds.longValue(),
                    seconds.remainder(BigDecimal.ONE).multiply(NANOS).longValue());
        } finally {
            volume.delete(0);
            volume.free();
        }
    }
}
