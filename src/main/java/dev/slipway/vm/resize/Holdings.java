package dev.slipway.vm.resize;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.placement.Placements;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import org.springframework.stereotype.Component;

/** What a VM holds while its size changes: of its owner's quota and of its host, each in the same order. */
@Component
class Holdings {
    private final VmStore store;
    private final Placements placements;
    private final VmCharges charges;
    private final Quotas quotas;

    Holdings(VmStore store, Placements placements, VmCharges charges, Quotas quotas) {
        this.store = store;
        this.placements = placements;
        this.charges = charges;
        this.quotas = quotas;
    }

    /** What it would take beyond what it holds, and whether that fits right now. */
    QuotaPreview quote(VmRow vm, Resources to, Actor actor) {
        return quotas.preview(
                vm.owner().quotaPath(), Amounts.allocated(to).beyond(Amounts.allocated(vm.held())), actor);
    }

    /**
     * In the caller's transaction; only what is more than before needs room.
     *
     * @throws dev.slipway.kernel.NoCapacity {@code host-full}
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for it
     */
    void hold(VmRow vm, Resources meanwhile) {
        placements.resize(vm.id(), meanwhile);
        charges.resize(vm, meanwhile);
    }

    /** What it holds is what it has now, and what it runs with still. */
    void settle(VmId id) {
        store.lock(id).ifPresent(vm -> hold(vm, vm.held()));
    }
}
