package dev.slipway.vm.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in sentences: the time alone while that is clear, with the day when it is longer ago. */
public final class UtcWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final Duration RECENT = Duration.ofHours(12);

    private UtcWords() {}

    static String since(Instant moment, Clock clock) {
        var recent = Duration.between(moment, clock.instant()).compareTo(RECENT) < 0;
        return (recent ? TIME : DAY).format(moment.atOffset(ZoneOffset.UTC));
    }

    /** For sentences that are kept. */
    public static String on(Instant moment) {
        return DAY.format(moment.atOffset(ZoneOffset.UTC));
    }
}
