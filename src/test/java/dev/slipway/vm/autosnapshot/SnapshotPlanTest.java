package dev.slipway.vm.autosnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotPlanTest {
    private static final List<String> DAILY =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

    @Test
    void isOnItsDaysOnly() {
        var plan = SnapshotPlan.of(List.of("MONDAY", "FRIDAY"), "02:00", "UTC", 3);
        assertNext(plan, "2026-11-28T10:00:00Z", "2026-11-30T02:00:00Z");
        assertNext(plan, "2026-11-30T01:59:59Z", "2026-11-30T02:00:00Z");
        assertNext(plan, "2026-11-30T02:00:00Z", "2026-12-04T02:00:00Z");
        var weekly = SnapshotPlan.of(List.of("SATURDAY"), "10:00", "UTC", 1);
        assertNext(weekly, "2026-11-28T10:00:00Z", "2026-12-05T10:00:00Z");
    }

    @Test
    void goesWithTheClocksOnTheWall() {
        var plan = SnapshotPlan.of(DAILY, "02:30", "Europe/Berlin", 1);
        // There is no 02:30 that day: an hour later.
        assertNext(plan, "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z");
        assertNext(plan, "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
        // There are two: the first.
        assertNext(plan, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z");
        assertNext(plan, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        // Where it is tomorrow already.
        assertNext(
                SnapshotPlan.of(DAILY, "00:15", "Pacific/Kiritimati", 1),
                "2026-11-28T10:00:00Z",
                "2026-11-28T10:15:00Z");
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("days", () -> SnapshotPlan.of(List.of(), "02:00", "UTC", 1));
        assertRefused("days", () -> SnapshotPlan.of(List.of("Mon"), "02:00", "UTC", 1));
        assertRefused("at", () -> SnapshotPlan.of(DAILY, "2 am", "UTC", 1));
        assertRefused("zone", () -> SnapshotPlan.of(DAILY, "02:00", "Europe/Entenhausen", 1));
        assertRefused("keep", () -> SnapshotPlan.of(DAILY, "02:00", "UTC", 0));
    }

    private static void assertNext(SnapshotPlan plan, String after, String next) {
        assertThat(plan.next(Instant.parse(after))).isEqualTo(Instant.parse(next));
    }

    private static void assertRefused(String field, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
