package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.ContractFixture;
import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.TestGuest;
import dev.slipway.testing.TestHost;
import java.io.ByteArrayInputStream;
import java.time.Clock;

/** A real host with the test guest's image in its pool. */
final class QemuFixture implements ContractFixture, AutoCloseable {
    static final VolumeRef BASE = new VolumeRef("images", "test-guest.qcow2");

    final TestHost machine;
    private final HostId id = HostId.random();
    private final Hypervisors hypervisors;

    QemuFixture(TestHost machine) {
        this(machine, Limits.ordinary());
    }

    QemuFixture(TestHost machine, LibvirtProperties limits) {
        this.machine = machine;
        hypervisors = DirectHypervisors.over(new LibvirtAdapter(limits, Limits.NO_SECRETS, Clock.systemUTC()));
        hypervisors.register(id, new HostConnection(machine.uri()));
        host().ensurePool(BASE.pool(), machine.poolPath());
        var image = TestGuest.qcow2();
        host().upload(BASE, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
    }

    Connections connections() {
        return ((LibvirtHost) host()).connections();
    }

    @Override
    public Hypervisors hypervisors() {
        return hypervisors;
    }

    @Override
    public HostId hostId() {
        return id;
    }

    @Override
    public String pool() {
        return BASE.pool();
    }

    @Override
    public VolumeRef base() {
        return BASE;
    }

    void registerAfresh() {
        hypervisors.unregister(id);
        hypervisors.register(id, new HostConnection(machine.uri()));
    }

    @Override
    public void close() {
        hypervisors.unregister(id);
        machine.close();
    }
}
