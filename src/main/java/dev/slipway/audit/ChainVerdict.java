package dev.slipway.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What a look at the whole chain found.
 *
 * @param entries that are as they were written, from the first on without a break
 * @param head the last of them; empty if there is none
 * @param waiting entries told in these seconds that have no place in the chain yet
 * @param broken what is wrong first, for people; empty if all is intact
 */
public record ChainVerdict(
        Instant at, long entries, Optional<ChainAnchor> head, long waiting, Optional<String> broken) {
    public boolean isIntact() {
        return broken.isEmpty();
    }

    /** In one sentence. */
    public String sentence() {
        return broken.map(what -> "Not intact. " + what + " The " + entries + " entries before that are as they were.")
                .orElseGet(() -> entries + " entries, intact"
                        + head.map(h -> " up to " + h).orElse("") + "."
                        + (waiting > 0 ? " " + waiting + " more wait for their place." : ""));
    }
}
