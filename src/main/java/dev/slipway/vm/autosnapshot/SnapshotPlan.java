package dev.slipway.vm.autosnapshot;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.vm.schedule.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * When a VM is kept by itself.
 *
 * @param at to the minute; on a day that has no such time, when its clocks are put forward, as much later
 * @param keep how many of these snapshots stay, the newest
 */
public record SnapshotPlan(Set<DayOfWeek> days, LocalTime at, ZoneId zone, int keep) {
    static final String CODE = "snapshot-plan";
    private static final int MOST = 100;
    private static final int DAYS_AHEAD = 8;

    /** @throws InvalidRequest if it has no day, or keeps none */
    public SnapshotPlan {
        if (days.isEmpty()) {
            throw new InvalidRequest(CODE, "days", "Choose the days on which a snapshot is taken.");
        }
        if (keep < 1 || keep > MOST) {
            throw new InvalidRequest(CODE, "keep", "Keep at least one snapshot.");
        }
        days = Set.copyOf(days);
        at = at.truncatedTo(ChronoUnit.MINUTES);
    }

    /** As people say it. @param days such as {@code MONDAY} @param at such as {@code 02:00} */
    public static SnapshotPlan of(List<String> days, String at, String zone, int keep) {
        return new SnapshotPlan(
                Set.copyOf(days.stream()
                        .map(day -> WallClock.day(CODE, day))
                        .distinct()
                        .toList()),
                WallClock.time(CODE, "at", at),
                WallClock.zone(CODE, zone),
                keep);
    }

    /** The first time later than that. Once a day, also where the clocks show it twice. */
    Instant next(Instant after) {
        var today = after.atZone(zone).toLocalDate();
        return today.minusDays(1)
                .datesUntil(today.plusDays(DAYS_AHEAD))
                .filter(date -> days.contains(date.getDayOfWeek()))
                .map(date -> date.atTime(at)
                        .atZone(zone)
                        .withEarlierOffsetAtOverlap()
                        .toInstant())
                .filter(time -> time.isAfter(after))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public List<DayOfWeek> sortedDays() {
        return days.stream().sorted().toList();
    }

    /** Such as {@code Mon–Fri at 02:00 (Europe/Berlin), the newest 3 are kept}. */
    public String words() {
        return WallClock.words(days) + " at " + WallClock.words(at) + " (" + zone.getId() + "), "
                + (keep == 1 ? "the newest is kept" : "the newest " + keep + " are kept");
    }
}
