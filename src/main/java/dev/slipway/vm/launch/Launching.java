package dev.slipway.vm.launch;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.placement.Batch;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.lease.LeaseGrants;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.warm.HandOverVm;
import dev.slipway.vm.warm.Handovers;
import dev.slipway.vm.work.VmPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/** The click on Launch, in one transaction: everything that can be refused is refused here, before anything is slow. */
@Component
public class Launching {
    private final Tenants tenants;
    private final LaunchChecks checks;
    private final LaunchKeys keys;
    private final LaunchRows rows;
    private final Handovers handovers;
    private final VmPlaces places;
    private final Operations operations;
    private final VmCharges charges;
    private final Quotas quotas;
    private final LaunchSizes sizes;
    private final LaunchNames names;
    private final LeaseGrants leases;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Launching(
            Tenants tenants,
            LaunchChecks checks,
            LaunchKeys keys,
            LaunchRows rows,
            Handovers handovers,
            VmPlaces places,
            Operations operations,
            VmCharges charges,
            Quotas quotas,
            LaunchSizes sizes,
            LaunchNames names,
            LeaseGrants leases,
            Changes changes,
            ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.checks = checks;
        this.keys = keys;
        this.rows = rows;
        this.handovers = handovers;
        this.places = places;
        this.operations = operations;
        this.charges = charges;
        this.quotas = quotas;
        this.sizes = sizes;
        this.names = names;
        this.leases = leases;
        this.changes = changes;
        this.events = events;
    }

    public List<Launched> launch(LaunchSet set, Actor actor) {
        var project = tenants.require(set.launch().project(), Permission.VM_LAUNCH, actor);
        var user = actor.requireUser();
        var id = VmId.random();
        var earlier = keys.claim(set, id, user);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var chosen = names.choose(set.numbering(), project.id());
        var first = checks.check(set.launch().named(chosen.getFirst()), id, project, actor);
        var wished = new ArrayList<>(List.of(first));
        chosen.stream().skip(1).map(first::another).forEach(wished::add);
        var launched = naming(
                set.numbering(),
                () -> begin(
                        wished.stream().map(vm -> handovers.take(vm).orElse(vm)).toList(), actor));
        keys.submitted(set, user, launched);
        return launched;
    }

    /** One that waits in a pool until somebody takes it: never one that waits already. In the caller's transaction. */
    public void warm(LaunchRequest request, Numbering numbering, WarmPoolId pool, Actor actor) {
        var project = tenants.require(request.project(), Permission.VM_LAUNCH, actor);
        var name = names.choose(numbering, project.id()).getFirst();
        var vm = checks.check(request.named(name), VmId.random(), project, actor);
        begin(List.of(vm.waitingIn(pool)), actor);
    }

    /** As many of what has the disk of another VM. In the caller's transaction. @param alike but for its id and its name */
    public List<Launched> copies(NewVm alike, Numbering numbering, Actor actor) {
        return naming(
                numbering,
                () -> begin(
                        names.choose(numbering, alike.owner().project()).stream()
                                .map(alike::another)
                                .toList(),
                        actor));
    }

    /** Quota rows are the busiest of all, so they are locked last. */
    private List<Launched> begin(List<NewVm> vms, Actor actor) {
        var made = vms.stream().filter(vm -> !vm.isThere()).toList();
        made.forEach(rows::insert);
        var batch = new Batch();
        made.forEach(vm -> places.place(vm, batch));
        var launched = vms.stream().map(vm -> submit(vm, actor)).toList();
        charges.launch(vms);
        return launched;
    }

    /** Numbers that were free a moment ago are chosen anew if somebody was quicker. */
    private static List<Launched> naming(Numbering numbering, Supplier<List<Launched>> writing) {
        try {
            return writing.get();
        } catch (Conflict e) {
            if (numbering.isFree() && e.code().equals("name-taken")) {
                throw new CannotAcquireLockException("numbers of " + numbering + " were just taken", e);
            }
            throw e;
        }
    }

    private Launched submit(NewVm vm, Actor actor) {
        var project = vm.owner().project();
        var operation = operations.submit(
                new OperationRequest(
                        kind(vm),
                        "vm",
                        vm.id().value(),
                        vm.name(),
                        Scope.of(vm.owner().tenant(), project),
                        Map.of()),
                actor);
        if (vm.pool().isEmpty()) {
            leases.grant(vm.id(), vm.owner().tenant());
        }
        changes.announce(Topic.VM, vm.id().value(), project);
        events.publishEvent(actor.did("vm.launch", "vm", vm.id().value(), vm.name(), project, words(vm)));
        return new Launched(vm.id(), operation);
    }

    private static String kind(NewVm vm) {
        if (vm.origin().isPresent()) {
            return vm.origin().get().kind();
        }
        return vm.isThere() ? HandOverVm.KIND : LaunchVm.KIND;
    }

    public List<String> names(ProjectId id, Numbering numbering, Actor actor) {
        return names.choose(
                numbering, tenants.require(id, Permission.VM_READ, actor).id());
    }

    public QuotaPreview quote(ProjectId id, SizeWish size, int count, Actor actor) {
        var project = tenants.require(id, Permission.QUOTA_READ, actor);
        return quote(id, sizes.require(size, project.scope(), actor).resources(), true, count, actor);
    }

    /** @param on whether they are to be on */
    public QuotaPreview quote(ProjectId id, Resources each, boolean on, int count, Actor actor) {
        var project = tenants.require(id, Permission.QUOTA_READ, actor);
        var cost = on ? Amounts.allocated(each).plus(Amounts.running(each)) : Amounts.allocated(each);
        return quotas.preview(path(project, actor), cost.times(Numbering.checked(count)), actor);
    }

    public List<QuotaLine> quota(ProjectId id, Actor actor) {
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
                + vm.image().label() + "), network " + vm.nic().networkName() + "."
                + vm.discs()
                        .second()
                        .map(disc -> " " + disc.name() + " (" + disc.label() + ") in drive 2.")
                        .orElse("")
                + (vm.discs().outAtReboot() ? " The disc in drive 1 is taken out at the first reboot." : "")
                + vm.origin().map(origin -> " " + origin.words()).orElse("")
                + (vm.isThere() ? " It was ready in a warm pool." : "")
                + (vm.pool().isPresent() ? " It waits in a warm pool." : "");
    }
}
