package dev.slipway.placement;

import static java.util.stream.Collectors.toMap;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.placement.FleetView.Standing;
import dev.slipway.storage.SharedStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where VMs run, and why there. */
@Service
public class Placements {
    private final Hosts hosts;
    private final AllocationTable table;
    private final DecisionText text;
    private final PlacementProperties rules;
    private final FleetView view;
    private final SharedStorage shared;

    Placements(
            Hosts hosts,
            AllocationTable table,
            DecisionText text,
            PlacementProperties rules,
            FleetView view,
            SharedStorage shared) {
        this.shared = shared;
        this.view = view;
        this.hosts = hosts;
        this.table = table;
        this.text = text;
        this.rules = rules;
    }

    /**
     * Decides and holds room on the host, in the caller's transaction (which must exist). A VM that has a place already
     * keeps it. Locks one host's counter, so call it before charging quota.
     *
     * @throws dev.slipway.kernel.NoCapacity telling "no host is large enough" from "full right now"
     * @throws CannotAcquireLockException if others are placing on the last suitable hosts: retry the transaction, as for a
     *     deadlock
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PlacementDecision place(PlacementRequest request) {
        return place(request, new Batch());
    }

    /**
     * As {@link #place(PlacementRequest)}, after the others of the batch, in the same transaction. It then may hold the
     * counters of several hosts, and waits for the first only.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PlacementDecision place(PlacementRequest request, Batch batch) {
        return explain(request.vm()).orElseGet(() -> decide(request, batch));
    }

    /**
     * Holds as much on its host as it takes from now on, in the caller's transaction; only what is more than before needs
     * room. Call it before charging quota, as {@link #place(PlacementRequest)}.
     *
     * @throws NoCapacity {@code host-full} if its host has not that much
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resize(VmId vm, Resources to) {
        if (!table.change(vm, to, this::mostOn)) {
            throw new NoCapacity(
                    "host-full",
                    "Its host has no room for that much right now. Choose a smaller size, try again later, or ask an"
                            + " administrator to move it to another host.",
                    vm + " to " + to,
                    null);
        }
    }

    /** How much may be promised there in all. */
    Resources mostOn(HostId host) {
        var all = hosts.all();
        var promised = table.promised();
        var view = all.stream().filter(h -> h.id().equals(host)).findFirst().orElseThrow();
        var own = promised.getOrDefault(host, Resources.NONE);
        return Room.of(Room.most(view, rules), own, elsewhere(all, promised).mib(view, own))
                .mostHere();
    }

    /** Gives the room back, in the caller's transaction; nothing if it holds none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(VmId vm) {
        table.giveBack(vm);
    }

    /** Why the VM is where it is. */
    public Optional<PlacementDecision> explain(VmId vm) {
        return table.decision(vm).map(text::read);
    }

    /** What is promised on each host, and how much may be. For those who see hosts. */
    public Map<HostId, Commitment> commitments(Actor actor) {
        var promised = table.promised();
        var all = hosts.list(actor);
        var elsewhere = elsewhere(all, promised);
        return all.stream().collect(toMap(HostView::id, host -> commitment(host, promised, elsewhere)));
    }

    /** @throws dev.slipway.kernel.NotFound if there is no such host, or the actor may not know */
    public Commitment commitment(HostId host, Actor actor) {
        var view = hosts.get(host, actor);
        var promised = table.promised();
        return commitment(view, promised, elsewhere(hosts.all(), promised));
    }

    private PlacementDecision decide(PlacementRequest request, Batch batch) {
        return decide(
                request,
                new HoldAttempt(hosts, table, rules, !batch.isHolding()),
                () -> look(request, batch.look(() -> known(batch))),
                (host, decision) -> {
                    table.insert(request.vm(), host, request.resources(), text.write(decision));
                    batch.took(host, request.resources());
                });
    }

    /** What is read in the middle of a batch has in it what nobody else may count on yet. */
    private List<Standing> known(Batch batch) {
        var known = List.copyOf(view.look());
        if (batch.isHolding()) {
            view.forget();
        }
        return known;
    }

    /**
     * Looks, and tries the best hosts one after the other; if none holds, once more by a fresh look, since the first may
     * have been behind.
     *
     * @param keep what to do with the decision, once the room is held
     */
    PlacementDecision decide(
            PlacementRequest request, Supplier<List<Candidate>> look, BiConsumer<HostId, PlacementDecision> keep) {
        return decide(request, new HoldAttempt(hosts, table, rules, true), look, keep);
    }

    private PlacementDecision decide(
            PlacementRequest request,
            HoldAttempt attempt,
            Supplier<List<Candidate>> look,
            BiConsumer<HostId, PlacementDecision> keep) {
        var held = attempt.oneOf(look.get());
        if (held.isEmpty()) {
            view.forget();
            held = attempt.oneOf(look.get());
        }
        if (held.isEmpty() && attempt.isContended()) {
            throw new CannotAcquireLockException(
                    "counters of suitable hosts are locked; the transaction is to be retried");
        }
        var chosen = held.orElseThrow(() -> Refusal.of(request, attempt.candidates(), rules));
        var decision = new Reasons(chosen, attempt.candidates()).decision();
        keep.accept(chosen.host().id(), decision);
        return decision;
    }

    /** The next look asks the database. */
    void lookAnew() {
        view.forget();
    }

    /** Every host as far as this node knows; that it is still so is for {@link HoldAttempt} to find out. */
    List<Candidate> look(PlacementRequest request) {
        return look(request, List.copyOf(view.look()));
    }

    private List<Candidate> look(PlacementRequest request, List<Standing> standings) {
        var candidates = new ArrayList<Candidate>(standings.size());
        var elsewhere = new DiskElsewhere(shared, standings);
        for (var standing : standings) {
            var host = standing.host();
            var promised = standing.promised();
            var room = Room.of(Room.most(host, rules), promised, elsewhere.mib(host, promised));
            candidates.add(Candidate.of(host, room, request, rules));
        }
        return candidates;
    }

    private DiskElsewhere elsewhere(List<HostView> all, Map<HostId, Resources> promised) {
        return new DiskElsewhere(
                shared,
                all.stream()
                        .map(host -> new Standing(host, promised.getOrDefault(host.id(), Resources.NONE)))
                        .toList());
    }

    private Commitment commitment(HostView host, Map<HostId, Resources> promised, DiskElsewhere elsewhere) {
        var own = promised.getOrDefault(host.id(), Resources.NONE);
        return Commitment.of(Room.of(Room.most(host, rules), own, elsewhere.mib(host, own)), elsewhere.storage(host));
    }
}
