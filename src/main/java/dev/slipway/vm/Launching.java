package dev.slipway.vm;

import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The click on Launch, in one transaction: everything that can be refused is refused here, before anything is slow. */
@Component
class Launching {
    private final Tenants tenants;
    private final LaunchChecks checks;
    private final LaunchKeys keys;
    private final LaunchRows rows;
    private final VmPlaces places;
    private final Operations operations;
    private final Quotas quotas;
    private final Sizes sizes;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Launching(
            Tenants tenants,
            LaunchChecks checks,
            LaunchKeys keys,
            LaunchRows rows,
            VmPlaces places,
            Operations operations,
            Quotas quotas,
            Sizes sizes,
            Changes changes,
            ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.checks = checks;
        this.keys = keys;
        this.rows = rows;
        this.places = places;
        this.operations = operations;
        this.quotas = quotas;
        this.sizes = sizes;
        this.changes = changes;
        this.events = events;
    }

    /** Quota rows are the busiest of all, so they are locked last. */
    Launched launch(LaunchRequest request, Actor actor) {
        var project = tenants.require(request.project(), Permission.VM_LAUNCH, actor);
        var user = actor.requireUser();
        var id = VmId.random();
        var earlier = keys.claim(request, id, user);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var vm = checks.check(request, id, project, actor);
        rows.insert(vm);
        places.place(vm);
        var operation = operations.submit(
                new OperationRequest(LaunchVm.KIND, "vm", id.value(), vm.name(), project.scope(), Map.of()), actor);
        keys.submitted(request, user, operation);
        changes.announce(Topic.VM, id.value(), project.id());
        events.publishEvent(actor.did("vm.launch", "vm", id.value(), vm.name(), project.id(), words(vm)));
        quotas.charge(VmCharges.allocated(id), vm.owner().quotaPath(), Amounts.allocated(vm.resources()));
        quotas.charge(VmCharges.running(id), vm.owner().quotaPath(), Amounts.running(vm.resources()));
        return new Launched(id, operation);
    }

    QuotaPreview quote(ProjectId id, SizeId size, Actor actor) {
        var project = tenants.require(id, Permission.QUOTA_READ, actor);
        var resources = sizes.get(size, actor).resources();
        var cost = Amounts.allocated(resources).plus(Amounts.running(resources));
        return quotas.preview(path(project, actor), cost, actor);
    }

    List<QuotaLine> quota(ProjectId id, Actor actor) {
        return quotas.usage(path(tenants.require(id, Permission.QUOTA_READ, actor), actor), actor);
    }

    private static QuotaPath path(ProjectView project, Actor actor) {
        return new QuotaPath(
                project.tenant(),
                project.tenantName(),
                project.id(),
                project.name(),
                actor.requireUser(),
                actor.name());
    }

    private static String words(NewVm vm) {
        return "Size " + vm.sizeName() + ", image " + vm.image().name() + " ("
                + vm.image().label() + "), network " + vm.nic().networkName() + ".";
    }
}
