package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.NotFound;
import org.springframework.stereotype.Component;

/** Finding a backup and being allowed to: one call, so that neither is forgotten. */
@Component
class BackupLookup {
    static final String NOUN = "backup";

    private final BackupRows rows;

    BackupLookup(BackupRows rows) {
        this.rows = rows;
    }

    /**
     * @throws NotFound if it is not there or not theirs to see
     * @throws dev.slipway.kernel.Forbidden if it is theirs to see but not to use so
     */
    BackupRow require(BackupId id, Permission permission, Actor actor) {
        var backup = rows.find(id).orElseThrow(() -> NotFound.of(NOUN));
        actor.require(permission, Permission.VM_READ, backup.scope(), NOUN);
        return backup;
    }
}
