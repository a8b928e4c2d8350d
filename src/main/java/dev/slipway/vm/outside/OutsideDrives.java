package dev.slipway.vm.outside;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices what is in drives by no doing of ours: a guest has opened its drive, or somebody has changed the disc on the host.
 * Shown only: a guest can open and close its drive as often as it likes, so that is nothing for the audit.
 */
@Component
class OutsideDrives {
    private final VmStore store;
    private final VmHosts hosts;
    private final DriveRows written;
    private final OutsideDriveRows rows;
    private final Changes changes;
    private final TransactionTemplate transaction;

    OutsideDrives(
            VmStore store,
            VmHosts hosts,
            DriveRows written,
            OutsideDriveRows rows,
            Changes changes,
            TransactionTemplate transaction) {
        this.store = store;
        this.hosts = hosts;
        this.written = written;
        this.rows = rows;
        this.changes = changes;
        this.transaction = transaction;
    }

    void compare(HostId host, VmId id, DomainDescription now) {
        store.find(id).filter(vm -> isSettledOn(host, vm)).ifPresent(vm -> {
            var drives = written.of(id);
            var differing = differing(vm, now.drives());
            if (!differing.equals(rows.of(id))) {
                transaction.executeWithoutResult(status -> store.lock(id)
                        .filter(same ->
                                isSettledOn(host, same) && written.of(id).equals(drives))
                        .ifPresent(same -> keep(same, differing)));
            }
        });
    }

    private void keep(VmRow vm, List<OutsideDrive> differing) {
        rows.put(vm.id(), differing);
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
    }

    private static boolean isSettledOn(HostId host, VmRow vm) {
        return vm.host().equals(Optional.of(host))
                && vm.lifecycle().isWhole()
                && vm.underWay().isEmpty();
    }

    /** One that was started before it had drives has none that could differ. */
    private List<OutsideDrive> differing(VmRow vm, List<DomainDescription.Drive> seen) {
        var all = OutsideDrive.of(seen);
        if (vm.isAdopted()) {
            return all;
        }
        var wanted = hosts.drives(vm);
        return all.stream()
                .filter(drive -> drive.number() <= wanted.size())
                .filter(drive -> !drive.isAs(wanted.get(drive.number() - 1)))
                .toList();
    }
}
