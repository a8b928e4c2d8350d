package dev.slipway.vm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeekPatternTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @Test
    void isOnAtItsTimesAndOffAtAllOthers() {
        var week = WeekPattern.OFFICE_HOURS;

        // A Friday.
        assertThat(week.isOn(berlin("2026-11-27T07:59:59"), BERLIN)).isFalse();
        assertThat(week.isOn(berlin("2026-11-27T08:00"), BERLIN)).isTrue();
        assertThat(week.isOn(berlin("2026-11-27T17:59:59"), BERLIN)).isTrue();
        assertThat(week.isOn(berlin("2026-11-27T18:00"), BERLIN)).isFalse();
        assertThat(week.isOn(berlin("2026-11-28T12:00"), BERLIN)).isFalse();
        assertThat(week.perWeek()).isEqualTo(Duration.ofHours(50));
    }

    @Test
    void goesFromChangeToChange() {
        var week = WeekPattern.OFFICE_HOURS;

        assertThat(edges(week, berlin("2026-11-27T12:00"), 3))
                .containsExactly("2026-11-27T18:00 off", "2026-11-30T08:00 on", "2026-11-30T18:00 off");
        assertThat(edges(week, berlin("2026-11-27T18:00"), 1)).containsExactly("2026-11-30T08:00 on");
    }

    @Test
    void changesNothingAtMidnightBetweenTwoDaysThatAreWhole() {
        assertThat(edges(WeekPattern.WORKDAYS_ONLY, berlin("2026-11-25T12:00"), 2))
                .containsExactly("2026-11-28T00:00 off", "2026-11-30T00:00 on");
        assertThat(WeekPattern.WORKDAYS_ONLY.perWeek()).isEqualTo(Duration.ofHours(120));
    }

    @Test
    void goesOnPastMidnightAndFromSundayToMonday() {
        var week = new WeekPattern(List.of(OnTime.on(EnumSet.of(DayOfWeek.SUNDAY), "22:00", "06:00")));

        assertThat(edges(week, berlin("2026-11-29T23:00"), 2))
                .containsExactly("2026-11-30T06:00 off", "2026-12-06T22:00 on");
        assertThat(week.isOn(berlin("2026-11-30T05:59"), BERLIN)).isTrue();
        assertThat(week.perWeek()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void joinsWhatTouchesAndOverlaps() {
        var week = new WeekPattern(List.of(
                OnTime.on(EnumSet.of(DayOfWeek.MONDAY), "08:00", "12:00"),
                OnTime.on(EnumSet.of(DayOfWeek.MONDAY), "12:00", "15:00"),
                OnTime.on(EnumSet.of(DayOfWeek.MONDAY), "10:00", "11:00")));

        assertThat(edges(week, berlin("2026-11-30T00:00"), 3))
                .containsExactly("2026-11-30T08:00 on", "2026-11-30T15:00 off", "2026-12-07T08:00 on");
        assertThat(week.perWeek()).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void goesWithTheClocksOnTheWallWhenTheyAreChanged() {
        var week = WeekPattern.DAYTIME;

        // Summer time begins on 29 March 2026 and ends on 25 October 2026 there.
        assertThat(week.next(berlin("2026-03-28T22:00"), BERLIN).at()).isEqualTo(Instant.parse("2026-03-29T05:00:00Z"));
        assertThat(week.next(berlin("2026-03-27T22:00"), BERLIN).at()).isEqualTo(Instant.parse("2026-03-28T06:00:00Z"));
        assertThat(week.next(berlin("2026-10-24T22:00"), BERLIN).at()).isEqualTo(Instant.parse("2026-10-25T06:00:00Z"));
    }

    @Test
    void isRatherOnWhereTheClocksLeaveATimeOutOrShowItTwice() {
        var week = new WeekPattern(List.of(OnTime.on(EnumSet.of(DayOfWeek.SUNDAY), "02:30", "03:30")));

        // 02:30 is not there: it is when the clocks have gone on, at what they show as 03:30, so there is no such time.
        assertThat(week.next(Instant.parse("2026-03-28T12:00:00Z"), BERLIN).at())
                .isEqualTo(Instant.parse("2026-04-05T00:30:00Z"));
        // 02:30 is there twice: the first counts.
        assertThat(week.next(Instant.parse("2026-10-24T12:00:00Z"), BERLIN).at())
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        var late = new WeekPattern(List.of(OnTime.on(EnumSet.of(DayOfWeek.SUNDAY), "01:00", "02:30")));
        // For going off, the second does.
        assertThat(late.next(Instant.parse("2026-10-25T00:00:00Z"), BERLIN).at())
                .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void comesToAChangeFromAnyMomentOfTheYear() {
        var week = WeekPattern.OFFICE_HOURS;
        var end = Instant.parse("2027-01-01T00:00:00Z");
        var at = Instant.parse("2026-01-01T00:00:00Z");
        int on = 0;
        while (at.isBefore(end)) {
            var edge = week.next(at, BERLIN);
            assertThat(edge.at()).isAfter(at);
            assertThat(week.isOn(edge.at(), BERLIN)).isEqualTo(edge.on());
            assertThat(week.isOn(edge.at().minusMillis(1), BERLIN)).isNotEqualTo(edge.on());
            at = edge.at();
            on += edge.on() && at.isBefore(end) ? 1 : 0;
        }
        assertThat(on).isEqualTo(261);
    }

    @Test
    void isKeptAsItWas() {
        var week = new WeekPattern(List.of(
                OnTime.on(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY), "08:15", "24:00"),
                OnTime.on(EVERY_DAY, "00:00", "01:00")));

        assertThat(WeekPattern.parse(week.column())).isEqualTo(week);
        assertThat(week.words()).isEqualTo("Mon, Thu 08:15–24:00, Every day 00:00–01:00");
        assertThat(WeekPattern.OFFICE_HOURS.words()).isEqualTo("Mon–Fri 08:00–18:00");
    }

    @Test
    void refusesWhatIsNeverOffOrNeverOn() {
        assertThatThrownBy(() -> new WeekPattern(List.of())).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new WeekPattern(List.of(OnTime.on(EVERY_DAY, "06:00", "06:00"))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("never be off");
        assertThatThrownBy(() -> OnTime.on(Set.of(), "06:00", "07:00")).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> OnTime.on(EVERY_DAY, "6 o'clock", "07:00")).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> PowerSchedule.zone("Mars/Olympus")).isInstanceOf(InvalidRequest.class);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static List<String> edges(WeekPattern week, Instant from, int count) {
        var edges = new ArrayList<String>();
        var at = from;
        for (int i = 0; i < count; i++) {
            var edge = week.next(at, BERLIN);
            edges.add(edge.at().atZone(BERLIN).toLocalDateTime() + (edge.on() ? " on" : " off"));
            at = edge.at();
        }
        return edges;
    }
}
