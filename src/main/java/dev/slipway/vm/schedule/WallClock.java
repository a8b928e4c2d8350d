package dev.slipway.vm.schedule;

import dev.slipway.kernel.InvalidRequest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Times of day, days and time zones, as people say them. */
public final class WallClock {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int LONGEST_ZONE = 64;

    private WallClock() {}

    /** @param code of the refusal @param said such as {@code 08:00}, or {@code 24:00} */
    public static LocalTime time(String code, String field, String said) {
        try {
            return said.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(said, TIME);
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(code, field, "Give a time of day such as 08:00 or 18:30.");
        }
    }

    /** @param code of the refusal, if there is no such zone */
    public static ZoneId zone(String code, String said) {
        try {
            if (said.length() <= LONGEST_ZONE) {
                return ZoneId.of(said);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new InvalidRequest(code, "zone", "There is no such time zone. Give one such as Europe/Berlin.");
    }

    /** @param code of the refusal @param said such as {@code MONDAY} */
    public static DayOfWeek day(String code, String said) {
        try {
            return DayOfWeek.valueOf(said);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(code, "days", "A day is MONDAY to SUNDAY.");
        }
    }

    public static String words(LocalTime time) {
        return TIME.format(time);
    }

    /** Such as {@code Mon–Fri}. */
    public static String words(Collection<DayOfWeek> days) {
        var sorted = List.copyOf(new TreeSet<>(days));
        var first = sorted.getFirst();
        var last = sorted.getLast();
        if (sorted.size() == DayOfWeek.values().length) {
            return "Every day";
        }
        if (sorted.size() > 2 && last.getValue() - first.getValue() == sorted.size() - 1) {
            return name(first) + "–" + name(last);
        }
        return sorted.stream().map(WallClock::name).collect(Collectors.joining(", "));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
