package dev.slipway.vm.work;

import dev.slipway.catalog.StagedImages;
import dev.slipway.host.NetworkSource;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkGuards;
import dev.slipway.placement.Batch;
import dev.slipway.placement.GroupRule;
import dev.slipway.placement.PlacementDecision;
import dev.slipway.placement.PlacementRequest;
import dev.slipway.placement.Placements;
import dev.slipway.vm.WhyHere;
import dev.slipway.vm.WhyHere.HostLine;
import dev.slipway.vm.group.GroupRows;
import dev.slipway.vm.launch.NewVm;
import dev.slipway.vm.lost.Remnants;
import dev.slipway.vm.nic.NicRows;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where VMs get their places, and as much of the reasons as each who asks may know. */
@Component
public class VmPlaces {
    // What the golden images are made for; a catalogue of several will say it of each image.
    private static final String ARCHITECTURE = "x86_64";
    private static final int MOST_HOSTS_TRIED = 3;

    private final VmLookup lookup;
    private final VmStore store;
    private final StagedImages staged;
    private final NetworkGuards guards;
    private final Placements placements;
    private final Remnants remnants;
    private final GroupRows groups;
    private final NicRows nics;

    VmPlaces(
            VmLookup lookup,
            VmStore store,
            StagedImages staged,
            NetworkGuards guards,
            Placements placements,
            Remnants remnants,
            GroupRows groups,
            NicRows nics) {
        this.guards = guards;
        this.lookup = lookup;
        this.store = store;
        this.staged = staged;
        this.placements = placements;
        this.remnants = remnants;
        this.groups = groups;
        this.nics = nics;
    }

    /** In the caller's transaction, after those of the batch. @throws dev.slipway.kernel.NoCapacity if no host takes it */
    public void place(NewVm vm, Batch batch) {
        var demands = new Demands(
                vm.hostTags(), groups.rules(vm.id(), vm.groups(), vm.owner().project()));
        place(request(vm.id(), vm.resources(), vm.image(), List.of(vm.nic()), demands, Set.of()), batch);
    }

    /**
     * After its launch has failed on its host and left nothing there, in the caller's transaction.
     *
     * @return false if it was tried on enough hosts
     * @throws dev.slipway.kernel.NoCapacity if no other host takes it; the transaction must then roll back
     */
    public boolean placeElsewhere(VmRow vm) {
        Set<HostId> tried = new HashSet<>(store.failedOn(vm.id(), VmHosts.hostOf(vm)));
        if (tried.size() >= MOST_HOSTS_TRIED) {
            return false;
        }
        placements.release(vm.id());
        // What may lie on a host that was given up must not meet its living twin there.
        tried.addAll(remnants.hostsWith(vm.id()));
        place(request(vm, tried), new Batch());
        return true;
    }

    /** As {@link #request(VmRow, Set)}, wherever that may be. */
    public PlacementRequest request(VmRow vm) {
        return request(vm, Set.of());
    }

    /**
     * What the place of a VM that is there already has to have: all that a first one would. Holds its strict groups until
     * the caller's transaction ends, so that nobody else is placed by the same rule meanwhile.
     *
     * @param not hosts that will not do
     */
    private PlacementRequest request(VmRow vm, Set<HostId> not) {
        var project = vm.owner().project();
        var held = groups.hold(groups.of(vm.id()), project);
        var demands = new Demands(store.hostTags(vm.id()), groups.rules(vm.id(), held, project));
        return request(vm.id(), vm.held(), vm.image(), nics.wires(vm.id()), demands, not);
    }

    private record Demands(HostTags tags, List<GroupRule> groups) {}

    private PlacementRequest request(
            VmId vm, Resources resources, VmRow.Image image, List<VmRow.Nic> wires, Demands demands, Set<HostId> not) {
        return new PlacementRequest(
                vm,
                resources,
                ARCHITECTURE,
                wires.stream()
                        .map(nic -> new NetworkSource(nic.kind(), nic.source()))
                        .collect(Collectors.toSet()),
                wires.stream().anyMatch(nic -> guards.isFiltered(nic.network())),
                image.version().map(staged::hostsWith).orElse(Set.of()),
                not,
                demands.tags(),
                demands.groups());
    }

    private void place(PlacementRequest request, Batch batch) {
        store.place(request.vm(), placements.place(request, batch).host());
    }

    public Optional<WhyHere> why(VmId vm, Actor actor) {
        lookup.require(vm, Permission.VM_READ, actor);
        boolean seesHosts = actor.can(Permission.HOST_READ, Scope.PLATFORM);
        return placements
                .explain(vm)
                .map(decision -> new WhyHere(decision.sentence(), seesHosts ? lines(decision) : List.of()));
    }

    private static List<HostLine> lines(PlacementDecision decision) {
        return Stream.concat(
                        decision.reasons().stream().map(r -> new HostLine(r.hostName(), r.suitable(), r.verdict())),
                        decision.others().stream()
                                .map(words -> words.split(": ", 2))
                                .map(parts -> new HostLine(parts[0], false, parts[1])))
                .toList();
    }
}
