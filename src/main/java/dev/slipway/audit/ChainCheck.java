package dev.slipway.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Walks the chain from its beginning and names the first thing that is not as it was written. */
@Component
class ChainCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ChainCheck.class);
    private static final int AT_ONCE = 1000;
    /** Longer than any transaction takes, clocks differ, or linking lags. */
    private static final Duration LATE = Duration.ofMinutes(15);

    private final ChainRows rows;
    private final AnchorFile anchors;
    private final Clock clock;
    private volatile Optional<ChainVerdict> last = Optional.empty();

    ChainCheck(ChainRows rows, AnchorFile anchors, Clock clock) {
        this.rows = rows;
        this.anchors = anchors;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${slipway.audit.verify-every:PT1H}", initialDelayString = "PT1M")
    void look() {
        ChainVerdict verdict = verify(Optional.empty());
        if (!verdict.isIntact() && !last.map(ChainVerdict::broken).equals(Optional.of(verdict.broken()))) {
            LOG.error("The audit record was tampered with, or the database lost a part of it: {}", verdict.sentence());
        }
    }

    /** The last verdict, if there was one since the start. */
    Optional<ChainVerdict> last() {
        return last;
    }

    /** @param given an anchor that somebody kept, besides our own */
    ChainVerdict verify(Optional<ChainAnchor> given) {
        Walk walk = new Walk();
        List<ChainRows.Linked> read;
        do {
            read = rows.after(walk.seq, AT_ONCE);
            read.forEach(walk::step);
        } while (read.size() == AT_ONCE && walk.broken == null);
        Instant now = clock.instant();
        long late = rows.countUnlinked(now.minus(LATE));
        if (walk.broken == null) {
            walk.broken = anchored(given).or(this::remembered).orElse(null);
        }
        if (walk.broken == null && late > 0) {
            walk.broken = late + " entries of more than " + LATE.toMinutes() + " minutes ago are not in the chain.";
        }
        ChainVerdict verdict = new ChainVerdict(
                now,
                walk.seq,
                walk.seq == 0
                        ? Optional.empty()
                        : Optional.of(new ChainAnchor(walk.seq, HexFormat.of().formatHex(walk.hash))),
                rows.countUnlinked(now.plus(LATE)) - late,
                Optional.ofNullable(walk.broken));
        if (given.isEmpty()) {
            last = Optional.of(verdict);
        }
        return verdict;
    }

    private Optional<String> remembered() {
        return anchors.read()
                .filter(r -> r.chain().equals(rows.chainId()))
                .flatMap(r -> anchored(Optional.of(r.anchor())));
    }

    private Optional<String> anchored(Optional<ChainAnchor> anchor) {
        return anchor.flatMap(a -> rows.hashOf(a.entries())
                .map(hash -> HexFormat.of().formatHex(hash).equals(a.hash())
                        ? Optional.<String>empty()
                        : Optional.of("Entry number " + a.entries()
                                + " had another hash once: the chain was made anew before it."))
                .orElseGet(() -> Optional.of("The end was cut off: the chain once had " + a.entries() + " entries.")));
    }

    /** As far as all is well. */
    private static final class Walk {
        long seq;
        byte[] hash = ChainRows.START;
        Instant at = Instant.MIN;

        @Nullable
        String broken;

        void step(ChainRows.Linked linked) {
            if (broken == null) {
                broken = look(linked);
            }
        }

        private @Nullable String look(ChainRows.Linked linked) {
            long next = seq + 1;
            if (linked.link().seq() != next) {
                return "Number " + next + " of the chain is missing.";
            }
            if (linked.found().isEmpty()) {
                return "Entry " + linked.entry() + ", number " + next + " of the chain, was deleted.";
            }
            ChainRows.Entry entry = linked.found().get();
            byte[] expected = ChainRows.hash(hash, next, entry.content());
            if (!java.util.Arrays.equals(expected, linked.link().hash())) {
                return "Entry " + entry.id() + " of " + entry.at() + ", number " + next
                        + " of the chain, was changed or put elsewhere.";
            }
            if (seq > 0 && entry.at().isBefore(at.minus(LATE))) {
                return "Entry " + entry.id() + " says " + entry.at() + " but came after one of " + at
                        + ": it was inserted later.";
            }
            seq = next;
            hash = expected;
            at = entry.at();
            return null;
        }
    }
}
