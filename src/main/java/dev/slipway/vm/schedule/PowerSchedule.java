package dev.slipway.vm.schedule;

import java.time.ZoneId;

/** @param force whether a guest that does not shut down when it is asked to is forced off then */
public record PowerSchedule(WeekPattern week, ZoneId zone, boolean force) {
    /** @throws dev.slipway.kernel.InvalidRequest if there is no such zone */
    public static ZoneId zone(String said) {
        return WallClock.zone("power-schedule", said);
    }

    public String words() {
        return "On " + week.words() + " (" + zone.getId() + "), off at all other times";
    }
}
