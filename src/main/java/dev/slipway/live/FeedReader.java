package dev.slipway.live;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads each row of the feed once. Ids are given before commits, so a lower id may appear after a higher one: ids of the
 * last seconds are looked at again, and those already told are remembered for as long.
 */
final class FeedReader {
    /** Longer than any transaction that announces; short enough to read again four times a second. */
    private static final Duration OVERLAP = Duration.ofSeconds(15);

    /** How many lower ids may be in transactions that have not committed yet when we start. */
    private static final long MAY_BE_UNDER_WAY = 1_000;

    private final ChangeRows rows;
    private final TreeMap<Long, Long> seenAt = new TreeMap<>();
    private long settled;

    FeedReader(ChangeRows rows) {
        this.rows = rows;
    }

    /** What is there already is nobody's news. */
    void skipWhatIsThere() {
        settled = Math.max(0, rows.highest() - MAY_BE_UNDER_WAY);
        read();
    }

    /** What appeared since the last time, oldest first, the same change once. */
    Collection<Change> read() {
        long now = System.nanoTime();
        Set<Change> fresh = new LinkedHashSet<>();
        long from = settled;
        List<ChangeRows.Numbered> batch;
        do {
            batch = rows.after(from);
            for (ChangeRows.Numbered row : batch) {
                if (seenAt.putIfAbsent(row.id(), now) == null) {
                    row.change().ifPresent(fresh::add);
                }
                from = row.id();
            }
        } while (batch.size() == ChangeRows.MOST_AT_ONCE);
        settle(now);
        return fresh;
    }

    private void settle(long now) {
        for (Map.Entry<Long, Long> first = seenAt.firstEntry();
                first != null && now - first.getValue() > OVERLAP.toNanos();
                first = seenAt.firstEntry()) {
            settled = first.getKey();
            seenAt.remove(first.getKey());
        }
    }
}
