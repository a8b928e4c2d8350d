package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HypervisorContract;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestHost;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real QEMU behind a real libvirtd. */
class QemuContractTest implements HypervisorContract {
    private static final HostId ID = HostId.random();
    private static final VolumeRef BASE = new VolumeRef("images", "test-guest.qcow2");
    private static TestHost machine;
    private static Hypervisors hypervisors;

    @BeforeAll
    static void start() {
        machine = TestHost.start();
        hypervisors = DirectHypervisors.over(new LibvirtAdapter(Limits.ordinary(), Clock.systemUTC()));
        hypervisors.register(ID, new HostConnection(machine.uri()));
        var host = hypervisors.on(ID);
        host.ensurePool(BASE.pool(), machine.poolPath());
        var image = TestGuest.qcow2();
        host.upload(BASE, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
    }

    @AfterAll
    static void stop() {
        hypervisors.unregister(ID);
        machine.close();
    }

    @Override
    public Hypervisors hypervisors() {
        return hypervisors;
    }

    @Override
    public HostId hostId() {
        return ID;
    }

    @Override
    public String pool() {
        return BASE.pool();
    }

    @Override
    public VolumeRef base() {
        return BASE;
    }

    @Override
    public void watchAfresh() {
        hypervisors.unregister(ID);
        hypervisors.register(ID, new HostConnection(machine.uri()));
        hypervisors.watch(ID);
    }
}
