package dev.slipway.tenant;

import dev.slipway.kernel.Conflict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Nothing new in this tenant. @param by the name of who decided it */
public record Suspension(Vms vms, String by, String why, Instant at) {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** What becomes of the VMs that run. */
    public enum Vms {
        KEEP_RUNNING("they keep running"),
        STOP_ALL("all are turned off");

        private final String words;

        Vms(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Who did it, why, what still goes, and whom to ask. */
    public String sentence(String tenantName) {
        return "Tenant " + tenantName + " is suspended by " + by + " since " + WHEN.format(at) + ": " + why
                + " Nothing new can be started until it is resumed; shutting down and deleting stay possible."
                + " Ask a platform administrator.";
    }

    public Conflict refusal(String tenantName) {
        return new Conflict("tenant-suspended", sentence(tenantName));
    }
}
