package dev.slipway.vm.schedule;

import dev.slipway.kernel.InvalidRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The times of a week at which a VM is on; at all others it is off. In the time of some zone, so that it goes with the clocks
 * on the wall there: a time that the clocks leave out is when they have gone on, and one that they show twice is the first
 * for going on and the second for going off, so that the VM is rather on than off.
 *
 * @param times 1 to 20, which may touch and overlap
 */
public record WeekPattern(List<OnTime> times) {
    private static final int MOST = 20;
    private static final int DAYS_AROUND = 9;
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    public static final WeekPattern OFFICE_HOURS = new WeekPattern(List.of(OnTime.on(WORKDAYS, "08:00", "18:00")));
    public static final WeekPattern WORKDAYS_ONLY = new WeekPattern(List.of(OnTime.on(WORKDAYS, "00:00", "24:00")));
    public static final WeekPattern DAYTIME = new WeekPattern(List.of(OnTime.on(EVERY_DAY, "07:00", "22:00")));

    /** @param on whether it goes on then, or off */
    public record Edge(Instant at, boolean on) {}

    private record Span(Instant from, Instant until) {}

    /** @throws InvalidRequest if there are none or too many, or it would never be off */
    public WeekPattern {
        times = List.copyOf(times);
        if (times.isEmpty() || times.size() > MOST) {
            throw new InvalidRequest("power-schedule", "times", "Give 1 to " + MOST + " times at which it is on.");
        }
        if (spans(times, LocalDate.EPOCH, ZoneOffset.UTC).size() == 1) {
            throw new InvalidRequest(
                    "power-schedule", "times", "It would never be off. Leave some time out, or remove the schedule.");
        }
    }

    public boolean isOn(Instant at, ZoneId zone) {
        return spansAround(at, zone).stream().anyMatch(span -> !at.isBefore(span.from()) && at.isBefore(span.until()));
    }

    /** The first change later than that. There is one each week. */
    public Edge next(Instant after, ZoneId zone) {
        return spansAround(after, zone).stream()
                .flatMap(span -> Stream.of(new Edge(span.from(), true), new Edge(span.until(), false)))
                .filter(edge -> edge.at().isAfter(after))
                .min(Comparator.comparing(Edge::at))
                .orElseThrow();
    }

    /** How long it is on in a week in which no clock is changed. */
    public Duration perWeek() {
        var monday = Instant.EPOCH.plus(Duration.ofDays(4));
        var week = new Span(monday, monday.plus(Duration.ofDays(7)));
        return spansAround(monday.plus(Duration.ofDays(3)), ZoneOffset.UTC).stream()
                .map(span -> new Span(later(span.from(), week.from()), earlier(span.until(), week.until())))
                .filter(span -> span.from().isBefore(span.until()))
                .map(span -> Duration.between(span.from(), span.until()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    public String words() {
        return times.stream().map(OnTime::words).collect(Collectors.joining(", "));
    }

    String column() {
        return times.stream().map(OnTime::column).collect(Collectors.joining(";"));
    }

    static WeekPattern parse(String column) {
        return new WeekPattern(
                Arrays.stream(column.split(";")).map(OnTime::parse).toList());
    }

    private List<Span> spansAround(Instant at, ZoneId zone) {
        return spans(times, at.atZone(zone).toLocalDate(), zone);
    }

    /** In their order, those that touch as one. The first and the last day are so far that no change near the date is missed. */
    private static List<Span> spans(List<OnTime> times, LocalDate around, ZoneId zone) {
        var single = around.minusDays(DAYS_AROUND)
                .datesUntil(around.plusDays(DAYS_AROUND + 1))
                .flatMap(date -> times.stream()
                        .filter(time -> time.days().contains(date.getDayOfWeek()))
                        .map(time -> new Span(
                                at(date, time.from(), zone)
                                        .withEarlierOffsetAtOverlap()
                                        .toInstant(),
                                at(time.endsNextDay() ? date.plusDays(1) : date, time.until(), zone)
                                        .withLaterOffsetAtOverlap()
                                        .toInstant())))
                // One that is wholly within what the clocks leave out is no time at all.
                .filter(span -> span.from().isBefore(span.until()))
                .sorted(Comparator.comparing(Span::from))
                .toList();
        var joined = new ArrayList<Span>();
        for (var span : single) {
            var last = Optional.ofNullable(joined.isEmpty() ? null : joined.getLast());
            if (last.filter(before -> !span.from().isAfter(before.until())).isPresent()) {
                var before = joined.removeLast();
                joined.add(new Span(before.from(), later(before.until(), span.until())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    private static ZonedDateTime at(LocalDate date, LocalTime time, ZoneId zone) {
        return ZonedDateTime.of(date, time, zone);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
