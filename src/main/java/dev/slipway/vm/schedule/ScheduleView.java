package dev.slipway.vm.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * When a VM is on, as its people see it.
 *
 * @param next the next change, also if it is left out
 * @param skips whether it is
 * @param note what came in the way of the last change
 * @param hoursOff of the 168 of a week
 */
public record ScheduleView(
        PowerSchedule schedule, Instant next, boolean nextIsOn, boolean skips, Optional<String> note, long hoursOff) {}
