package dev.slipway.placement;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.placement.PlacementDecision.HostReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where VMs could go that have a place already, and room on both hosts while they are on their way: held at the destination
 * before anything moves, given back at the source when all has ended, or the other way round.
 */
@Service
public class Relocations {
    private static final int NAMED = 3;

    private final Placements placements;
    private final HoldTable holds;
    private final DecisionText text;

    Relocations(Placements placements, HoldTable holds, DecisionText text) {
        this.placements = placements;
        this.holds = holds;
        this.text = text;
    }

    /** Every host, the best first, and what speaks against those that will not do. Holds nothing. */
    public List<HostReason> look(Move move) {
        return candidates(move).stream()
                .sorted((a, b) -> a.refused().isEmpty() == b.refused().isEmpty()
                        ? Double.compare(b.score(), a.score())
                        : a.refused().isEmpty() ? -1 : 1)
                .map(Candidate::reason)
                .toList();
    }

    /**
     * Decides, and holds room on that host too, in the caller's transaction.
     *
     * @throws Conflict telling why no host, or not the wanted one, takes it
     * @throws org.springframework.dao.CannotAcquireLockException as {@link Placements#place}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PlacementDecision hold(Move move) {
        var candidates = candidates(move);
        if (candidates.stream().allMatch(candidate -> candidate.refused().isPresent())) {
            // What is known may be behind, and nobody is refused for that.
            placements.lookAnew();
            candidates = candidates(move);
        }
        requireOne(move, candidates);
        var request = move.request();
        return placements.decide(
                request,
                () -> candidates(move),
                (host, decision) -> holds.insert(request.vm(), host, request.resources(), text.write(decision)));
    }

    private static void requireOne(Move move, List<Candidate> candidates) {
        move.wanted().ifPresent(wanted -> requireSuitable(wanted, candidates));
        requireAny(candidates);
    }

    /** Its place is there from now on, and what was its place is only held. There already is done. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(VmId vm, HostId host) {
        holds.swap(vm, host);
    }

    /** Gives back what is held beside its place; nothing if there is nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(VmId vm) {
        holds.giveBack(vm);
    }

    /** From now on nothing is placed on this host any more, or again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(HostId host, boolean closed) {
        holds.close(host, closed);
    }

    private List<Candidate> candidates(Move move) {
        var all = new ArrayList<>(placements.look(move.request()));
        all.replaceAll(
                candidate -> verdict(move, candidate).map(candidate::refusing).orElse(candidate));
        return all;
    }

    private static Optional<Verdict> verdict(Move move, Candidate candidate) {
        var host = candidate.host();
        if (host.id().equals(move.from())) {
            return Optional.of(Verdict.HERE);
        }
        if (move.wanted().filter(wanted -> !wanted.equals(host.id())).isPresent()) {
            return Optional.of(Verdict.NOT_ASKED);
        }
        if (candidate.refused().isEmpty() && move.leftovers().contains(host.id())) {
            return Optional.of(Verdict.LEFTOVER);
        }
        var otherwise = move.running().isPresent() && !host.acceleration().equals(move.running());
        return candidate.refused().isEmpty() && otherwise ? Optional.of(Verdict.OTHER_ACCELERATION) : Optional.empty();
    }

    /** The hosts that come the nearest are named first: where a VM could run otherwise matters less than where it nearly could. */
    private static void requireAny(List<Candidate> candidates) {
        if (candidates.stream().anyMatch(c -> c.refused().isEmpty())) {
            return;
        }
        var others = candidates.stream()
                .filter(c -> !c.refused().equals(Optional.of(Verdict.HERE)))
                .sorted(Comparator.comparing((Candidate c) -> c.refused().orElseThrow())
                        .reversed()
                        .thenComparing(c -> c.host().name()))
                .map(c -> c.host().name() + " " + c.reason().verdict())
                .toList();
        var named = String.join("; ", others.subList(0, Math.min(NAMED, others.size())));
        throw new Conflict(
                "no-other-host",
                others.isEmpty()
                        ? "There is no other host. Register one, or enable one."
                        : "No other host takes it: " + named
                                + (others.size() > NAMED ? "; nor do " + (others.size() - NAMED) + " more." : "."),
                String.join("; ", others),
                null);
    }

    private static void requireSuitable(HostId wanted, List<Candidate> candidates) {
        for (var candidate : candidates) {
            if (candidate.host().id().equals(wanted) && candidate.refused().isPresent()) {
                throw new Conflict(
                        "host-unsuitable",
                        "Host " + candidate.host().name() + " "
                                + candidate.reason().verdict()
                                + ". Choose another one, or let Slipway choose.",
                        "move to " + candidate.host().name() + ": " + candidate.refused(),
                        null);
            }
        }
    }
}
