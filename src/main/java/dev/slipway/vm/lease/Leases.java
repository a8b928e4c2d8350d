package dev.slipway.vm.lease;

import static java.util.Objects.requireNonNull;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Until when VMs stay, and what makes that later. A VM of a tenant without a policy stays for ever. */
@Service
public class Leases {
    private static final Duration FURTHEST = Duration.ofDays(36_500);

    private final VmLookup lookup;
    private final LeaseRows rows;
    private final LeasePolicyTable policies;
    private final Tenants tenants;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Leases(
            VmLookup lookup,
            LeaseRows rows,
            LeasePolicyTable policies,
            Tenants tenants,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.lookup = lookup;
        this.rows = rows;
        this.policies = policies;
        this.tenants = tenants;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** Empty if it stays for ever. */
    @Transactional(readOnly = true)
    public Optional<LeaseView> of(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_READ, actor);
        return rows.find(id)
                .flatMap(row -> policies.of(vm.owner().tenant()).map(policy -> view(row, policy, vm, actor)));
    }

    /** How long what is launched in a project may stay; empty if that is for ever. */
    @Transactional(readOnly = true)
    public Optional<LeasePolicy> ofNew(ProjectId project, Actor actor) {
        return policies.of(tenants.require(project, Permission.VM_READ, actor).tenant());
    }

    /** Of those that do not stay for ever. */
    @Transactional(readOnly = true)
    public Map<VmId, LeaseView> of(List<VmId> ids, Actor actor) {
        var vms = lookup.require(ids, Permission.VM_READ, actor).stream()
                .collect(Collectors.toMap(VmRow::id, vm -> vm, (one, same) -> one));
        var ofTenants = new HashMap<TenantId, Optional<LeasePolicy>>();
        var views = new HashMap<VmId, LeaseView>();
        for (var row : rows.find(vms.keySet())) {
            var vm = requireNonNull(vms.get(row.vm()));
            ofTenants
                    .computeIfAbsent(vm.owner().tenant(), policies::of)
                    .ifPresent(policy -> views.put(row.vm(), view(row, policy, vm, actor)));
        }
        return views;
    }

    /**
     * As long as the policy allows, from now on. Also of one that is over, as long as it is not in the recycle bin.
     *
     * @throws Conflict {@code lease-none} of one that stays for ever; {@code lease-spent}, {@code lease-full}; {@code
     *     vm-binned}, {@code vm-gone}
     */
    @Audited("vm.extend-lease")
    @RetriesLostRaces
    @Transactional
    public LeaseView extend(VmId id, Actor actor) {
        lookup.require(id, Permission.VM_LEASE, actor);
        var row = lock(id);
        var vm = lookup.require(id, Permission.VM_LEASE, actor);
        requireThere(vm);
        var policy = policies.of(vm.owner().tenant()).orElseThrow(Leases::none);
        var now = clock.instant();
        row.whyNot(policy, now).ifPresent(refusal -> {
            throw refusal;
        });
        return changed(row.extended(policy, now), policy, vm, "vm.extend-lease", actor);
    }

    /**
     * Any end that is to come, whatever the policy. For those with {@code LEASE_EDIT}.
     *
     * @throws InvalidRequest {@code lease-end} if that is no time to come
     * @throws Conflict as {@link #extend}
     */
    @Audited("vm.set-lease")
    @RetriesLostRaces
    @Transactional
    public LeaseView until(VmId id, Instant end, Actor actor) {
        lookup.require(id, Permission.LEASE_EDIT, actor);
        var now = clock.instant();
        if (!end.isAfter(now) || end.isAfter(now.plus(FURTHEST))) {
            throw new InvalidRequest(
                    "lease-end",
                    "endsAt",
                    "Give an end that is to come, at most " + FURTHEST.toDays() + " days ahead.");
        }
        var row = lock(id);
        var vm = lookup.require(id, Permission.LEASE_EDIT, actor);
        requireThere(vm);
        var policy = policies.of(vm.owner().tenant()).orElseThrow(Leases::none);
        return changed(row.until(end, now), policy, vm, "vm.set-lease", actor);
    }

    private LeaseRow lock(VmId id) {
        return rows.lock(id).orElseThrow(Leases::none);
    }

    private LeaseView changed(LeaseRow row, LeasePolicy policy, VmRow vm, String action, Actor actor) {
        rows.update(row);
        var project = vm.owner().project();
        changes.announce(Topic.VM, vm.id().value(), project);
        events.publishEvent(actor.did(
                action,
                "vm",
                vm.id().value(),
                vm.name(),
                project,
                "It stays until " + UtcWords.on(row.endsAt()) + " now."));
        return view(row, policy, vm, actor);
    }

    private LeaseView view(LeaseRow row, LeasePolicy policy, VmRow vm, Actor actor) {
        var now = clock.instant();
        return new LeaseView(
                row.endsAt(),
                row.stage(),
                row.binAt(),
                row.extended(),
                policy.extensions(),
                row.note(),
                row.longestEnd(policy, now),
                actor.whyNot(Permission.VM_LEASE, vm.scope())
                        .or(() -> whyGone(vm).map(Conflict::sentence))
                        .or(() -> row.whyNot(policy, now).map(Conflict::sentence)));
    }

    private static void requireThere(VmRow vm) {
        whyGone(vm).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static Optional<Conflict> whyGone(VmRow vm) {
        if (vm.lifecycle() == Lifecycle.BINNED) {
            return Optional.of(new Conflict("vm-binned", "It is in the recycle bin. Restore it from there first."));
        }
        return vm.lifecycle() == Lifecycle.READY || vm.lifecycle() == Lifecycle.LAUNCHING
                ? Optional.empty()
                : Optional.of(new Conflict("vm-gone", "This VM will not run again, so its end does not matter."));
    }

    private static Conflict none() {
        return new Conflict(
                "lease-none",
                "It stays for as long as it is wanted: its tenant has no lease policy, or it came there a moment ago.");
    }
}
