package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.MigrationContract;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.Qcow2Samples;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Simulated hosts hand guests to each other as real ones do. */
class SimulatedMigrationTest implements MigrationContract {
    private final SimulatedHosts world = new SimulatedHosts();
    private final String name = "contract-" + UUID.randomUUID();
    private final Hypervisors hypervisors = DirectHypervisors.over(new SimulatedAdapter(world, Clock.systemUTC()));
    private final HostId host = HostId.random();
    private final HostId other = HostId.random();

    @BeforeEach
    void anImageIsOnBoth() {
        hypervisors.register(host, SimulatedHosts.connection(name));
        hypervisors.register(other, SimulatedHosts.connection(name + "-other"));
        host().ensurePool(pool(), "/var/lib/pool");
        other().ensurePool(pool(), "/srv/pool");
        world.host(name).guests().movingIn(Duration.ofMillis(300));
        var image = Qcow2Samples.ofMib(64);
        host().upload(base(), VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
        other().upload(base(), VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
    }

    @Override
    public void joined(boolean joined) {
        world.host(name + "-other").cutFromPeers(!joined);
    }

    @Override
    public Hypervisors hypervisors() {
        return hypervisors;
    }

    @Override
    public HostId hostId() {
        return host;
    }

    @Override
    public HostId otherId() {
        return other;
    }

    @Override
    public String pool() {
        return "pool";
    }

    @Override
    public VolumeRef base() {
        return new VolumeRef(pool(), "base.qcow2");
    }
}
