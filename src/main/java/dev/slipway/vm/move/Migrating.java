package dev.slipway.vm.move;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.placement.Move;
import dev.slipway.placement.Relocations;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.lost.Remnants;
import dev.slipway.vm.move.MigrationOptions.Option;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmSettings;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmPlaces;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The click on Move to another host, in one transaction: room is held there before anything moves. */
@Component
public class Migrating {
    private static final Actor SYSTEM = Actor.system("vm");

    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final VmPlaces places;
    private final MigrationTable table;
    private final Remnants remnants;
    private final Relocations relocations;
    private final Operations operations;
    private final Hosts hosts;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Migrating(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            VmPlaces places,
            MigrationTable table,
            Remnants remnants,
            Relocations relocations,
            Operations operations,
            Hosts hosts,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.places = places;
        this.table = table;
        this.remnants = remnants;
        this.relocations = relocations;
        this.operations = operations;
        this.hosts = hosts;
        this.changes = changes;
        this.events = events;
    }

    public OperationId migrate(VmId id, Optional<HostId> to, OptionalLong mibPerSecond, Actor actor) {
        var vm = lookup.require(id, Permission.VM_MIGRATE, actor);
        to.ifPresent(host -> hosts.get(host, actor));
        rules.require(VmAction.MIGRATE, vm);
        return begin(vm, to, VmSettings.Moves.arguments(mibPerSecond), actor);
    }

    public MigrationOptions options(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_MIGRATE, actor);
        rules.require(VmAction.MIGRATE, vm);
        return new MigrationOptions(
                vm.power().observed().isOn(),
                relocations.look(move(vm, Optional.empty())).stream()
                        .map(r -> new Option(r.host(), r.hostName(), r.suitable(), r.verdict()))
                        .toList());
    }

    /** For whoever is allowed to; in the caller's transaction. Rows are locked in the usual order. */
    public OperationId begin(VmRow vm, Optional<HostId> to, Actor requestedBy) {
        return begin(vm, to, Map.of(), requestedBy);
    }

    private OperationId begin(VmRow vm, Optional<HostId> to, Map<String, String> arguments, Actor requestedBy) {
        var live = vm.power().observed().isOn();
        var kind = live ? MigrateVm.KIND : MoveStoppedVm.KIND;
        var operation = operations.submit(
                new OperationRequest(kind, "vm", vm.id().value(), vm.name(), vm.scope(), arguments), requestedBy);
        if (!store.begin(vm.id(), Verb.MIGRATE)) {
            throw new Conflict("busy", "This VM has just become busy with something else. Look at it again.");
        }
        // From here on the row is ours. What it was a moment ago it may not be any more.
        var now = store.lock(vm.id()).orElseThrow(() -> NotFound.of("VM"));
        if (!now.host().equals(vm.host())
                || now.power().observed() != vm.power().observed()
                || now.hasSnapshots() != vm.hasSnapshots()
                || now.hasDisks() != vm.hasDisks()) {
            throw new Conflict("busy", "This VM has just changed. Look at it again.");
        }
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        events.publishEvent(requestedBy.did(
                "vm.migrate",
                "vm",
                vm.id().value(),
                vm.name(),
                vm.owner().project(),
                live ? "Move to another host asked for, while it runs." : "Move to another host asked for."));
        var decision = relocations.hold(move(now, to));
        table.begin(
                vm.id(),
                VmHosts.hostOf(now),
                decision.host(),
                now.power().observed().isOn());
        return operation;
    }

    /** Hosts on which something of it lies that is still to be removed: it must not come there before. */
    private Set<HostId> leftovers(VmId vm) {
        var hosts = new HashSet<>(table.hostsWithLeftovers(vm));
        hosts.addAll(remnants.hostsWith(vm));
        return hosts;
    }

    public Move move(VmRow vm, Optional<HostId> to) {
        var from = VmHosts.hostOf(vm);
        return new Move(
                places.request(vm),
                from,
                to,
                vm.power().observed().isOn() ? hosts.get(from, SYSTEM).acceleration() : Optional.empty(),
                leftovers(vm.id()));
    }
}
