package dev.slipway.live;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads each row of the feed once. Ids are given before commits, so a lower id may appear after a higher one: ids that are
 * missing below the highest are looked for again for some seconds.
 */
final class FeedReader {
    /** Longer than any transaction that announces. */
    private static final Duration LATEST = Duration.ofSeconds(15);

    /** How many lower ids may be in transactions that have not committed yet when we start. */
    private static final long MAY_BE_UNDER_WAY = 1_000;

    /** More than any transaction announces; ids that are further apart were never given. */
    private static final long WIDEST_GAP = 100_000;

    /** More than so many are looked for by reading all rows from the lowest on. */
    private static final int FEW = 500;

    private final ChangeRows rows;
    /** Ids below the highest that were not there yet, and when that was noticed. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    private long highest;

    FeedReader(ChangeRows rows) {
        this.rows = rows;
    }

    /** What is there already is nobody's news. */
    void skipWhatIsThere() {
        highest = Math.max(0, rows.highest() - MAY_BE_UNDER_WAY);
        read();
    }

    /** What appeared since the last time, the same change once. */
    Collection<Change> read() {
        long now = System.nanoTime();
        Set<Change> fresh = new LinkedHashSet<>();
        missing.values().removeIf(since -> now - since > LATEST.toNanos());
        if (missing.size() > FEW) {
            readAllFrom(missing.firstKey(), now, fresh);
        } else {
            rows.among(missing.keySet()).forEach(row -> take(row, now, fresh));
            readAllFrom(highest + 1, now, fresh);
        }
        return fresh;
    }

    private void readAllFrom(long first, long now, Set<Change> fresh) {
        long from = first - 1;
        List<ChangeRows.Numbered> batch;
        do {
            batch = rows.after(from);
            for (ChangeRows.Numbered row : batch) {
                take(row, now, fresh);
                from = row.id();
            }
        } while (batch.size() == ChangeRows.MOST_AT_ONCE);
    }

    private void take(ChangeRows.Numbered row, long now, Set<Change> fresh) {
        boolean first = row.id() > highest || missing.remove(row.id()) != null;
        long widest = highest == 0 ? MAY_BE_UNDER_WAY : WIDEST_GAP;
        for (long id = Math.max(highest + 1, row.id() - widest); id < row.id(); id++) {
            missing.put(id, now);
        }
        highest = Math.max(highest, row.id());
        if (first) {
            row.change().ifPresent(fresh::add);
        }
    }
}
