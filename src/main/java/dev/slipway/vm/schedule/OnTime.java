package dev.slipway.vm.schedule;

import dev.slipway.kernel.InvalidRequest;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A time on certain days. To the minute.
 *
 * @param days on which it begins
 * @param until on the next day if that is not later than {@code from}: 00:00 is the end of the day
 */
public record OnTime(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
    /** @throws InvalidRequest if it has no day */
    public OnTime {
        if (days.isEmpty()) {
            throw new InvalidRequest("power-schedule", "days", "Choose the days on which it is on.");
        }
        days = Set.copyOf(days);
        from = from.truncatedTo(ChronoUnit.MINUTES);
        until = until.truncatedTo(ChronoUnit.MINUTES);
    }

    public static OnTime on(Set<DayOfWeek> days, String from, String until) {
        return new OnTime(days, time("from", from), time("until", until));
    }

    private static LocalTime time(String field, String said) {
        return WallClock.time("power-schedule", field, said);
    }

    boolean endsNextDay() {
        return !until.isAfter(from);
    }

    public List<DayOfWeek> sortedDays() {
        return List.copyOf(new TreeSet<>(days));
    }

    /** Such as {@code Mon–Fri 08:00–18:00}. */
    public String words() {
        return WallClock.words(days) + " " + WallClock.TIME.format(from) + "–"
                + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : WallClock.TIME.format(until));
    }

    /** Such as {@code MONDAY,TUESDAY 08:00 18:00}. */
    String column() {
        return sortedDays().stream().map(Enum::name).collect(Collectors.joining(",")) + " "
                + WallClock.TIME.format(from) + " " + WallClock.TIME.format(until);
    }

    static OnTime parse(String column) {
        var parts = List.of(column.split(" "));
        var days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(parts.get(0).split(",")).map(DayOfWeek::valueOf).forEach(days::add);
        return new OnTime(
                days, LocalTime.parse(parts.get(1), WallClock.TIME), LocalTime.parse(parts.get(2), WallClock.TIME));
    }
}
