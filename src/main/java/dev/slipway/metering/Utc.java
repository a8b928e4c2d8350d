package dev.slipway.metering;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The database's columns of time hold UTC. */
final class Utc {
    private Utc() {}

    static LocalDateTime column(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }
}
