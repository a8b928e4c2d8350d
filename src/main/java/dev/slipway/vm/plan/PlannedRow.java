package dev.slipway.vm.plan;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.Level;
import dev.slipway.vm.launch.LaunchRequest;
import java.util.Optional;

/** A row of {@code vm_planned_launch}. @param launch as it is sent when its time comes, by the request's own key */
record PlannedRow(
        QuotaRequestId request,
        TenantId tenant,
        UserId owner,
        LaunchRequest launch,
        Names names,
        PlannedState state,
        Optional<VmId> vm,
        Optional<String> failure) {
    /** As they were called when it was planned. */
    record Names(String image, String size, String network) {}

    ProjectId project() {
        return launch.project();
    }

    boolean isOf(Actor actor) {
        return !actor.isSystem() && owner.equals(actor.requireUser());
    }

    /** As its request is: by its owner, those who may decide, and those who read the whole tenant. */
    boolean isSeenBy(Actor actor) {
        Scope scope = Scope.of(tenant, project());
        return actor.can(Permission.VM_READ, scope)
                && (isOf(actor)
                        || Deciders.decides(Level.MEMBER, scope, actor)
                        || actor.can(Permission.VM_READ, Scope.of(tenant)));
    }

    PlannedLaunch view(Actor actor) {
        return new PlannedLaunch(
                request, launch.name(), names.size(), names.image(), names.network(), state, vm, failure, isOf(actor));
    }
}
