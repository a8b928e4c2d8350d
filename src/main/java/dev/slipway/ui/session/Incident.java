package dev.slipway.ui.session;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A failure that nobody foresaw: logged with its cause, told by a number to find it by. */
public record Incident(String number) {
    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);
    private static final int NUMBER_LENGTH = 8;

    public static Incident of(Throwable cause) {
        Incident incident = new Incident(UUID.randomUUID().toString().substring(0, NUMBER_LENGTH));
        LOG.error("Incident {} on a screen", incident.number, cause);
        return incident;
    }

    public String sentence() {
        return "This is a fault of the portal, not yours. Try again; if it stays, tell an administrator the incident"
                + " number " + number + ".";
    }
}
