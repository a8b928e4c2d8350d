package dev.slipway.quota.request;

import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import java.util.Comparator;

/** Of what more is wanted, and on which level. A request has at most one part of each. */
public record Wanted(Level level, Dimension dimension) implements Comparable<Wanted> {
    private static final Comparator<Wanted> ORDER =
            Comparator.comparing(Wanted::level).thenComparing(Wanted::dimension);

    @Override
    public int compareTo(Wanted other) {
        return ORDER.compare(this, other);
    }
}
