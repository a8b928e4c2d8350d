package dev.slipway.vm.nic;

import dev.slipway.hypervisor.DomainSpec.Filter;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.kernel.NicId;
import dev.slipway.vm.state.VmRow;
import java.util.Optional;

/**
 * A network card as it was read from the database at one moment.
 *
 * @param position counted from 0: that one its VM was launched with, and keeps
 * @param linkUp whether its cable is in
 */
public record NicRow(NicId id, int position, VmRow.Nic nic, NicState state, boolean linkUp) {
    boolean isFirst() {
        return position == 0;
    }

    /** @param filter what it is held to */
    public NicSpec spec(Optional<Filter> filter) {
        return new NicSpec(nic.mac(), nic.kind(), nic.source(), filter, linkUp);
    }
}
