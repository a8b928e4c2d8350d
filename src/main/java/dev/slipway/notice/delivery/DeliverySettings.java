package dev.slipway.notice.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told outside the portal.
 *
 * @param portalUrl where people open the portal, such as {@code https://portal.example.org}: links in mails lead there
 * @param firstRetry the first pause after a failure; four times as long with each one, up to {@code longestRetry}
 * @param attempts how often it is tried before it ends with the reason
 * @param schemes by which webhooks may be called: https, http
 * @param hosts which may be called, such as {@code hooks.example.org} or {@code *.example.org}; {@code *} = any
 * @param privateAddresses whether addresses within one's own networks may be called
 * @param silence how long a server may say nothing
 */
@ConfigurationProperties("slipway.notice.delivery")
record DeliverySettings(
        @Nullable URI portalUrl,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("6h") Duration longestRetry,
        @DefaultValue("12") int attempts,
        @DefaultValue("https") List<String> schemes,
        @DefaultValue("*") List<String> hosts,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("10s") Duration silence) {
    private static final int FACTOR = 4;

    /** @param failures so far, at least one */
    Duration pause(int failures) {
        Duration pause = firstRetry;
        for (int i = 1; i < failures && pause.compareTo(longestRetry) < 0; i++) {
            pause = pause.multipliedBy(FACTOR);
        }
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}
