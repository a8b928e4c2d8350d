package dev.slipway.placement;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is kept of a decision: every host with its reason, or in a large fleet the ones that tell most, and counts of the rest. */
final class Reasons {
    /** So many hosts are kept one by one. */
    static final int MOST = 60;

    private static final int BEST = 30;

    private static final Comparator<Candidate> BY_NAME =
            Comparator.comparing(candidate -> candidate.host().name());

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(BY_NAME);

    private static final Comparator<Candidate> MOST_TELLING_FIRST = Comparator.<Candidate>comparingInt(
                    c -> c.refused().orElseThrow().telling())
            .thenComparing(BY_NAME);

    private final Candidate chosen;
    private final List<Candidate> others;

    Reasons(Candidate chosen, List<Candidate> candidates) {
        this.chosen = chosen;
        this.others = candidates.stream()
                .filter(c -> !c.host().id().equals(chosen.host().id()))
                .toList();
    }

    PlacementDecision decision() {
        var shown = new ArrayList<Candidate>();
        var rest = new ArrayList<Candidate>();
        split(shown, rest);
        var lines = Stream.concat(Stream.of(chosen), shown.stream())
                .map(Candidate::reason)
                .toList();
        return new PlacementDecision(chosen.host().id(), sentence(), lines, counts(rest));
    }

    /** The next best, and after them those that were left out, the most telling first, up to as many as are kept. */
    private void split(List<Candidate> shown, List<Candidate> rest) {
        var suitable = new ArrayList<Candidate>();
        var refused = new ArrayList<Candidate>();
        others.forEach(c -> (c.refused().isEmpty() ? suitable : refused).add(c));
        int best = Math.min(suitable.size(), Math.max(BEST, MOST - 1 - refused.size()));
        first(best, suitable, BEST_FIRST, shown, rest);
        first(Math.min(refused.size(), MOST - 1 - best), refused, MOST_TELLING_FIRST, shown, rest);
    }

    /** Splits off so many without putting the others, who may be thousands, into order. */
    private static void first(
            int most, List<Candidate> all, Comparator<Candidate> order, List<Candidate> shown, List<Candidate> rest) {
        var kept = new PriorityQueue<>(order.reversed());
        for (var candidate : all) {
            if (kept.size() < most) {
                kept.add(candidate);
            } else if (most > 0 && order.compare(candidate, kept.element()) < 0) {
                rest.add(kept.remove());
                kept.add(candidate);
            } else {
                rest.add(candidate);
            }
        }
        kept.stream().sorted(order).forEach(shown::add);
    }

    private static List<String> counts(List<Candidate> rest) {
        var counted = rest.stream()
                .collect(groupingBy(
                        c -> c.refused().map(Verdict::words).orElse("would have been suitable, with a lower score"),
                        TreeMap::new,
                        counting()));
        return counted.entrySet().stream()
                .map(e -> e.getValue() + (e.getValue() == 1 ? " more host: " : " more hosts: ") + e.getKey())
                .toList();
    }

    private String sentence() {
        long suitable = 1 + others.stream().filter(c -> c.refused().isEmpty()).count();
        int all = 1 + others.size();
        return "Chosen as the best of " + suitable + " suitable out of " + all + (all == 1 ? " host" : " hosts")
                + (chosen.staged() ? "; the image is there already" : "") + groups() + ".";
    }

    private String groups() {
        var words = new StringBuilder();
        for (var group : chosen.request().groups()) {
            int here = group.on(chosen.host().id());
            if (group.members().isEmpty()) {
                words.append("; the first of group ").append(group.name());
            } else if (group.together()) {
                words.append("; with ").append(vms(here)).append(" of group ").append(group.name());
            } else {
                words.append(here == 0 ? "; apart from the others of group " : "; with others of group ")
                        .append(group.name())
                        .append(here == 0 ? "" : ", since no other host would do");
            }
        }
        return words.toString();
    }

    private static String vms(int n) {
        return n == 1 ? "1 VM" : n + " VMs";
    }
}
