package dev.slipway.placement;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's search for a host that really takes a VM. What a look says is asked of the database once more: whether
 * the host is still as it was by reading it, and whether there is room by the write that takes it.
 *
 * <p>Only the first counter is waited for. A lost race may leave it locked, and whoever holds one and waits for another can
 * meet somebody who does it the other way round: so the next ones are taken only if they are free.
 */
final class HoldAttempt {
    private static final Actor ACTOR = Actor.system("placement");
    private final Hosts hosts;
    private final AllocationTable table;
    private final PlacementProperties rules;
    private List<Candidate> candidates = new ArrayList<>();
    private boolean first;
    private boolean contended;

    /** @param first whether the transaction holds no counter yet */
    HoldAttempt(Hosts hosts, AllocationTable table, PlacementProperties rules, boolean first) {
        this.hosts = hosts;
        this.table = table;
        this.rules = rules;
        this.first = first;
    }

    /** The first that holds; then its room is taken. */
    Optional<Candidate> oneOf(List<Candidate> looked) {
        candidates = new ArrayList<>(looked);
        contended = false;
        var suitable = new ArrayList<Candidate>(candidates.size());
        for (var candidate : candidates) {
            if (candidate.refused().isEmpty()) {
                suitable.add(candidate);
            }
        }
        for (var next = takeBest(suitable); next != null; next = takeBest(suitable)) {
            var now = asItIs(next);
            if (now.refused().isPresent()) {
                replace(next, now);
            } else if (!first && !table.lockIfFree(now.host().id())) {
                contended = true;
            } else {
                first = false;
                if (hold(now)) {
                    replace(next, now);
                    return Optional.of(now);
                }
                replace(next, now.nowFull());
            }
        }
        return Optional.empty();
    }

    /** Nearly always the first one holds, so that putting all of them into order would be for nothing. */
    private static @Nullable Candidate takeBest(List<Candidate> left) {
        if (left.isEmpty()) {
            return null;
        }
        int best = 0;
        for (int i = 1; i < left.size(); i++) {
            if (left.get(i).isBetterThan(left.get(best))) {
                best = i;
            }
        }
        var taken = left.get(best);
        left.set(best, left.getLast());
        left.removeLast();
        return taken;
    }

    /** As they turned out to be. */
    List<Candidate> candidates() {
        return candidates;
    }

    /** Whether a host was left out only because others are placing there right now. */
    boolean isContended() {
        return contended;
    }

    /** The room is the write's to judge. */
    private Candidate asItIs(Candidate looked) {
        try {
            var host = hosts.get(looked.host().id(), ACTOR);
            if (host.equals(looked.host())) {
                return looked;
            }
            var room = new Room(
                    Room.most(host, rules),
                    looked.room().promised(),
                    looked.room().elsewhereMib());
            return Candidate.of(host, room, looked.request(), rules);
        } catch (NotFound e) {
            return looked.refusing(Verdict.DISABLED);
        }
    }

    private boolean hold(Candidate candidate) {
        return table.promise(
                candidate.host().id(),
                candidate.request().resources(),
                candidate.room().mostHere());
    }

    private void replace(Candidate before, Candidate now) {
        // By identity: comparing them would compare all that is known of hosts.
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i) == before) {
                candidates.set(i, now);
                return;
            }
        }
    }
}
