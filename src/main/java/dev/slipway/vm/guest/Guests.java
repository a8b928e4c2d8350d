package dev.slipway.vm.guest;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmLookup;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What running guests say of themselves, by their agents. As it was seen: no host is asked. */
@Service
public class Guests {
    private final VmLookup lookup;
    private final GuestRows rows;

    Guests(VmLookup lookup, GuestRows rows) {
        this.lookup = lookup;
        this.rows = rows;
    }

    /** Empty while it is off, and if no agent in it has answered yet. */
    @Transactional(readOnly = true)
    public Optional<SeenGuest> of(VmId vm, Actor actor) {
        lookup.require(vm, Permission.VM_READ, actor);
        return rows.of(vm);
    }
}
