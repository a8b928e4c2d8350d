package dev.slipway.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HypervisorContract;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.Qcow2Samples;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The simulator keeps the rules that every host behind the port keeps. */
class SimulatedHypervisorTest implements HypervisorContract {
    private final SimulatedHosts world = new SimulatedHosts();
    private final String name = "contract-" + UUID.randomUUID();
    private final Hypervisors hypervisors = DirectHypervisors.over(new SimulatedAdapter(world, Clock.systemUTC()));
    private final HostId host = HostId.random();

    @BeforeEach
    void anImageIsThere() {
        hypervisors.register(host, SimulatedHosts.connection(name));
        host().ensurePool(pool(), "/var/lib/pool");
        var image = Qcow2Samples.ofMib(64);
        host().upload(base(), VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
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
    public String pool() {
        return "pool";
    }

    @Override
    public VolumeRef base() {
        return new VolumeRef(pool(), "base.qcow2");
    }

    @Override
    public NicSpec wire(String mac) {
        return new NicSpec(mac, NicKind.BRIDGE, "br0");
    }

    @Override
    public void watchAfresh() {
        hypervisors.watch(host);
    }

    /** It keeps how a content begins, and its checksum. */
    @Override
    public String uploaded(VolumeRef volume, long length) {
        var uploaded = world.host(name).uploaded(volume).orElseThrow();
        assertThat(uploaded.bytes()).isEqualTo(length);
        return uploaded.sha256();
    }
}
