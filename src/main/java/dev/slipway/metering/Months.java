package dev.slipway.metering;

import dev.slipway.kernel.InvalidRequest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Months of UTC: they have no hour twice and none missing. */
public final class Months {
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth LAST = YearMonth.of(2199, 12);

    private Months() {}

    /** @param text such as {@code 2026-11}; nothing = the one that {@code now} is in */
    public static YearMonth parse(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return of(now);
        }
        try {
            YearMonth month = YearMonth.parse(text.strip());
            if (month.isBefore(FIRST) || month.isAfter(LAST)) {
                throw invalid();
            }
            return month;
        } catch (DateTimeParseException e) {
            throw invalid();
        }
    }

    public static YearMonth of(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static Instant end(YearMonth month) {
        return start(month.plusMonths(1));
    }

    private static InvalidRequest invalid() {
        return new InvalidRequest("month", "month", "Write a month as year and month, such as 2026-11.");
    }
}
