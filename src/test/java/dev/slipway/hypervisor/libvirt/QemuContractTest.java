package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
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
    private static final String BRIDGE = "contract0";
    private static QemuFixture qemu;

    @BeforeAll
    static void start() {
        qemu = new QemuFixture(TestHost.start());
        qemu.machine.exec("ip", "link", "add", BRIDGE, "type", "bridge");
    }

    @AfterAll
    static void stop() {
        qemu.machine.exec("ip", "link", "delete", BRIDGE);
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
    public NicSpec wire(String mac) {
        return new NicSpec(mac, NicKind.BRIDGE, BRIDGE);
    }

    @Override
    public void watchAfresh() {
        qemu.registerAfresh();
        qemu.hypervisors().watch(qemu.hostId());
    }
}
