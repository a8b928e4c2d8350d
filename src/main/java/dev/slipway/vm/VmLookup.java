package dev.slipway.vm;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import org.springframework.stereotype.Component;

/** Finding a VM and being allowed to: one call, so that neither is forgotten. */
@Component
class VmLookup {
    private final VmStore store;

    VmLookup(VmStore store) {
        this.store = store;
    }

    /**
     * @throws NotFound if it is not there or not theirs to see
     * @throws dev.slipway.kernel.Forbidden if it is theirs to see but not to change so
     */
    VmRow require(VmId vm, Permission permission, Actor actor) {
        var row = store.find(vm).orElseThrow(() -> NotFound.of("VM"));
        actor.require(permission, Permission.VM_READ, row.scope(), "VM");
        return row;
    }
}
