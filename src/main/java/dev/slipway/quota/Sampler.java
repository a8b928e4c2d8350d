package dev.slipway.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the history of usage and limits. On every node: what two of them write at once is one row. */
@Component
class Sampler {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final long BUCKET_SECONDS = Duration.ofMinutes(10).toSeconds();

    private final SampleRows rows;
    private final HistorySettings settings;
    private final Clock clock;

    Sampler(SampleRows rows, HistorySettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        try {
            rows.add(bucket(now), now.truncatedTo(ChronoUnit.HOURS));
        } catch (ConcurrencyFailureException e) {
            LOG.debug("Another node keeps the quota history at this moment; the next look in a minute does it", e);
        }
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        Instant before = clock.instant().minus(settings.keep());
        while (rows.forget(before) > 0) {
            LOG.debug("Forgot quota history from before {}", before);
        }
    }

    private static Instant bucket(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), BUCKET_SECONDS) * BUCKET_SECONDS);
    }
}
