package dev.slipway.vm.schedule;

import dev.slipway.kernel.InvalidRequest;
import java.time.DateTimeException;
import java.time.ZoneId;

/** @param force whether a guest that does not shut down when it is asked to is forced off then */
public record PowerSchedule(WeekPattern week, ZoneId zone, boolean force) {
    private static final int LONGEST_ZONE = 64;

    /** @throws InvalidRequest if there is no such zone */
    public static ZoneId zone(String said) {
        try {
            if (said.length() <= LONGEST_ZONE) {
                return ZoneId.of(said);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new InvalidRequest(
                "power-schedule", "zone", "There is no such time zone. Give one such as Europe/Berlin.");
    }

    public String words() {
        return "On " + week.words() + " (" + zone.getId() + "), off at all other times";
    }
}
