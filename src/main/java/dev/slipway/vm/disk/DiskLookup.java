package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.NotFound;
import org.springframework.stereotype.Component;

/** Finding a disk and being allowed to: one call, so that neither is forgotten. */
@Component
class DiskLookup {
    private static final String NOUN = "disk";

    private final DiskRows rows;

    DiskLookup(DiskRows rows) {
        this.rows = rows;
    }

    /**
     * @throws NotFound if it is not there or not theirs to see
     * @throws dev.slipway.kernel.Forbidden if it is theirs to see but not to change so
     */
    DiskRow require(DiskId id, Permission permission, Actor actor) {
        var disk = rows.find(id).orElseThrow(() -> NotFound.of(NOUN));
        actor.require(permission, Permission.VM_READ, disk.scope(), NOUN);
        return disk;
    }
}
