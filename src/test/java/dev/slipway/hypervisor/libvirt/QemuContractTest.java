package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorContract;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A real QEMU behind a real libvirtd. */
@Tag("real")
class QemuContractTest implements HypervisorContract {
    private static QemuFixture qemu;

    @BeforeAll
    static void start() {
        qemu = new QemuFixture(TestHost.start());
    }

    @AfterAll
    static void stop() {
        qemu.close();
    }

    @Override
    public Hypervisors hypervisors() {
        return qemu.hypervisors();
    }

    @Override
    public HostId hostId() {
        return qemu.hostId();
    }

    @Override
    public String pool() {
        return qemu.pool();
    }

    @Override
    public VolumeRef base() {
        return qemu.base();
    }

    @Override
    public void watchAfresh() {
        qemu.registerAfresh();
        qemu.hypervisors().watch(qemu.hostId());
    }
}
