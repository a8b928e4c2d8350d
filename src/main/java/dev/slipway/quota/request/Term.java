package dev.slipway.quota.request;

import java.time.Instant;
import java.util.Optional;

/** For how long something is given. @param end empty = for good */
public record Term(Optional<Instant> end) {
    public static final Term FOR_GOOD = new Term(Optional.empty());

    public static Term until(Instant end) {
        return new Term(Optional.of(end));
    }
}
