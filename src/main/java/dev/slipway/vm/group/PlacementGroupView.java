package dev.slipway.vm.group;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.VmId;
import java.util.List;

/**
 * VMs of a project that are kept together, or apart.
 *
 * @param strict rather refuses a place than breaks the rule; otherwise the rule is only preferred
 * @param members by name
 */
public record PlacementGroupView(
        PlacementGroupId id, Scope scope, String name, GroupKind kind, boolean strict, List<Member> members) {
    public PlacementGroupView {
        members = List.copyOf(members);
    }

    public record Member(VmId vm, String name) {}
}
