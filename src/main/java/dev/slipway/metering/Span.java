package dev.slipway.metering;

import java.time.Instant;
import java.util.Optional;

/** A span of time, of which the part before {@code closed} has been added up. All are full hours but the end. */
record Span(Instant from, Instant closed, Instant until) {
    static Span of(Instant from, Instant until, Optional<Instant> closedUntil) {
        Instant end = until.isBefore(from) ? from : until;
        Instant closed = closedUntil.orElse(from);
        return new Span(from, closed.isBefore(from) ? from : closed.isAfter(end) ? end : closed, end);
    }

    boolean hasOpenPart() {
        return closed.isBefore(until);
    }

    /** The part of it between those; none of it if they lie outside. */
    Span within(Instant start, Instant end) {
        Instant a = start.isAfter(from) ? start : from;
        Instant b = end.isBefore(until) ? end : until;
        return of(a, b, Optional.of(closed));
    }
}
