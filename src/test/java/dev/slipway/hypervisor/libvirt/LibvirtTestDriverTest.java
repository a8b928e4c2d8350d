package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.DomainContract;
import dev.slipway.hypervisor.EventContract;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostContract;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.PoolContract;
import dev.slipway.hypervisor.PowerContract;
import dev.slipway.hypervisor.VolumeContract;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * libvirt's make-believe host: the same library, no daemon and no guests. It has no uploads, no screens, and nothing that
 * is kept inside its disks, so these
 * parts of the contract are not claimed.
 */
class LibvirtTestDriverTest
        implements HostContract, DomainContract, PowerContract, VolumeContract, PoolContract, EventContract {
    private static final HostId ID = HostId.random();
    private static final HostConnection CONNECTION = new HostConnection("test:///default");
    private static final VolumeRef BASE = new VolumeRef("default-pool", "base.qcow2");
    private static Hypervisors hypervisors;
    private static OwnedConnection keeper;

    @BeforeAll
    static void start() {
        // The make-believe host lives as long as any connection to it.
        keeper = OwnedConnection.open(CONNECTION.uri(), "keeper", Duration.ofSeconds(5), new StuckCalls());
        keeper.call(
                "make a base",
                Duration.ofSeconds(5),
                connect -> Lookup.pool(connect, BASE.pool(), pool -> {
                    pool.storageVolCreateXML(StorageXml.raw(BASE.name(), 1 << 20), 0)
                            .free();
                    return true;
                }));
        hypervisors =
                DirectHypervisors.over(new LibvirtAdapter(Limits.ordinary(), Limits.NO_SECRETS, Clock.systemUTC()));
        hypervisors.register(ID, CONNECTION);
    }

    @AfterAll
    static void stop() {
        hypervisors.unregister(ID);
        keeper.close();
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
        hypervisors.register(ID, CONNECTION);
        hypervisors.watch(ID);
    }
}
