package dev.slipway.placement;

import dev.slipway.host.Hosts;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.placement.PlacementDecision.HostReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    Placements(Hosts hosts, AllocationTable table, DecisionText text, PlacementProperties rules) {
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
        return explain(request.vm()).orElseGet(() -> decide(request));
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

    /**
     * Only the first counter is waited for. A lost race may leave it locked, and whoever holds one and waits for another
     * can meet somebody who does it the other way round: so the next ones are taken only if they are free.
     */
    private PlacementDecision decide(PlacementRequest request) {
        var candidates = look(request);
        boolean first = true;
        boolean contended = false;
        for (var candidate : bestFirst(candidates)) {
            if (!first && !table.lockIfFree(candidate.host().id())) {
                contended = true;
            } else if (hold(candidate)) {
                return keep(request, candidate, candidates);
            } else {
                candidates.replaceAll(c -> c.equals(candidate) ? c.nowFull() : c);
            }
            first = false;
        }
        if (contended) {
            throw new CannotAcquireLockException(
                    "counters of suitable hosts are locked; the transaction is to be retried");
        }
        throw Refusal.of(request, candidates, rules);
    }

    /** Every host as it looks at this moment; that it still holds is for {@link #hold} to find out. */
    private List<Candidate> look(PlacementRequest request) {
        var promised = table.promised();
        return new ArrayList<>(hosts.all().stream()
                .map(host -> {
                    var room = new Room(Room.most(host, rules), promised.getOrDefault(host.id(), Resources.NONE));
                    return Candidate.of(host, room, request, rules);
                })
                .toList());
    }

    private static List<Candidate> bestFirst(List<Candidate> candidates) {
        return candidates.stream()
                .filter(c -> c.refused().isEmpty())
                .sorted(Comparator.comparingDouble(Candidate::score)
                        .reversed()
                        .thenComparing(c -> c.host().name()))
                .toList();
    }

    private boolean hold(Candidate candidate) {
        var host = candidate.host().id();
        return table.promise(host, candidate.wanted(), candidate.room().most());
    }

    private PlacementDecision keep(PlacementRequest request, Candidate chosen, List<Candidate> candidates) {
        var suitable = candidates.stream().filter(c -> c.refused().isEmpty()).count();
        var reasons = Stream.concat(Stream.of(chosen), candidates.stream().filter(c -> !c.equals(chosen)))
                .map(Candidate::reason)
                .toList();
        var decision = new PlacementDecision(chosen.host().id(), sentence(suitable, reasons, chosen), reasons);
        table.insert(request.vm(), chosen.host().id(), request.resources(), text.write(decision));
        return decision;
    }

    private static String sentence(long suitable, List<HostReason> reasons, Candidate chosen) {
        return "Chosen as the best of " + suitable + " suitable out of " + reasons.size()
                + (reasons.size() == 1 ? " host" : " hosts")
                + (chosen.staged() ? "; the image is there already." : ".");
    }
}
