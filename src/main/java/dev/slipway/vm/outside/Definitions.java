package dev.slipway.vm.outside;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmLookup;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What VMs are made of on their hosts, for those who know libvirt. As it was seen: no host is asked. */
@Service
public class Definitions {
    private final VmLookup lookup;
    private final DefinitionRows rows;

    Definitions(VmLookup lookup, DefinitionRows rows) {
        this.lookup = lookup;
        this.rows = rows;
    }

    /** The last few that differ, the newest first; none until the VM's host has been looked at once. */
    @Transactional(readOnly = true)
    public List<SeenDefinition> of(VmId vm, Actor actor) {
        lookup.require(vm, Permission.VM_READ, actor);
        return rows.of(vm);
    }
}
