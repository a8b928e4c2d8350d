package dev.slipway.vm.disk;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRow.Owner;
import java.time.Instant;
import java.util.Optional;

/**
 * A disk as it was read from the database at one moment.
 *
 * @param host empty once that was given up
 * @param note what was last to be said of it, such as what is left to be done in a guest
 */
public record DiskRow(
        DiskId id,
        String name,
        Owner owner,
        Optional<HostId> host,
        String pool,
        long sizeMib,
        DiskState state,
        Optional<Plug> plug,
        Optional<String> note,
        Instant createdAt) {
    private static final int SERIAL = 20;

    /** Where it is attached. @param slot counted from 0 */
    public record Plug(VmId vm, String vmName, int slot) {}

    Scope scope() {
        return owner.scope();
    }

    /** Not called as a VM's own volumes are: those go when the VM goes. */
    public static String volumeName(DiskId id) {
        return "disk-" + id + ".qcow2";
    }

    VolumeRef volume() {
        return new VolumeRef(pool, volumeName(id));
    }

    /** What a guest knows it by, wherever it is attached. */
    String serial() {
        return id.toString().replace("-", "").substring(0, SERIAL);
    }

    DataDisk dataDisk() {
        return new DataDisk(volume(), serial(), plug.map(Plug::slot).orElse(0));
    }

    HostId requireHost() {
        return host.orElseThrow(() -> new IllegalStateException("disk " + id + " is on no host"));
    }
}
