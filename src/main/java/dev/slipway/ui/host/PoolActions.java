package dev.slipway.ui.host;

import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.storage.PoolStanding;
import dev.slipway.storage.StoragePool;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a storage pool; what is not possible says why. */
class PoolActions extends RowMenu {
    PoolActions(StoragePool pool, StorageParts parts, Runnable done) {
        super(pool.name());
        var actors = parts.actors();
        var pools = parts.pools();
        Optional<String> whyNot = actors.current().whyNot(Permission.HOST_EDIT, Scope.PLATFORM);
        item("Volumes…", Optional.empty(), () -> new VolumesDialog(pool, parts).open());
        item(
                "Start",
                whyNot.or(() -> pool.standing() == PoolStanding.STOPPED
                        ? Optional.empty()
                        : Optional.of("It is " + pool.standing().words().toLowerCase(Locale.ROOT) + ".")),
                () -> {
                    pools.start(pool.id(), actors.current());
                    done.run();
                });
        item(
                "Look again",
                whyNot.or(() -> pool.standing() == PoolStanding.ACTIVE
                        ? Optional.empty()
                        : Optional.of("Only an active pool can be looked at.")),
                () -> {
                    pools.refresh(pool.id(), actors.current());
                    done.run();
                });
        item(
                "Delete…",
                whyNot.or(() -> pool.forVms()
                        ? Optional.of("It is the host's pool for VMs. It goes with the host.")
                        : Optional.empty()),
                () -> new ConsequenceDialog(
                                "Delete pool " + pool.name() + "?",
                                List.of(
                                        "The host forgets it. What lies in it stays on its disks, so it can be made again.",
                                        "With anything in it that a VM, an image or a domain needs, it is not deleted."),
                                "Delete",
                                () -> {
                                    pools.delete(pool.id(), actors.current());
                                    done.run();
                                })
                        .open());
    }
}
