package dev.slipway.vm.state;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finding a VM and being allowed to: one call, so that neither is forgotten. */
@Component
public class VmLookup {
    private final VmStore store;

    VmLookup(VmStore store) {
        this.store = store;
    }

    /**
     * @throws NotFound if it is not there or not theirs to see
     * @throws dev.slipway.kernel.Forbidden if it is theirs to see but not to change so
     */
    public VmRow require(VmId vm, Permission permission, Actor actor) {
        return allowed(store.find(vm), permission, actor);
    }

    /** As {@link #require(VmId, Permission, Actor)} of each, by one query; in their order. */
    public List<VmRow> require(List<VmId> vms, Permission permission, Actor actor) {
        var found = store.find(vms).stream().collect(Collectors.toMap(VmRow::id, row -> row));
        return vms.stream()
                .map(vm -> allowed(Optional.ofNullable(found.get(vm)), permission, actor))
                .toList();
    }

    private static VmRow allowed(Optional<VmRow> found, Permission permission, Actor actor) {
        var row = found.orElseThrow(() -> NotFound.of("VM"));
        actor.require(permission, Permission.VM_READ, row.scope(), "VM");
        return row;
    }
}
