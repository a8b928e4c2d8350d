package dev.slipway.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sums minutes up to half hours, and forgets what is old. On every node: twice is as good as once. */
@Component
class Thinning {
    private static final Logger LOG = LoggerFactory.getLogger(Thinning.class);

    /** Watchers of all nodes have written their last minute by then. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final MetricRows rows;
    private final MetricsSettings settings;
    private final Clock clock;

    Thinning(MetricRows rows, MetricsSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            sumUp();
            forget();
        } catch (ConcurrencyFailureException e) {
            LOG.debug("Another node thins out the figures at this moment", e);
        }
    }

    /** Every half hour that is over and of which minutes are kept, unless it is done. */
    void sumUp() {
        Instant last = floor(clock.instant().minus(LATE));
        for (Instant end = floor(last.minus(settings.keepMinutes())).plus(MetricRows.HALF_HOUR);
                !end.isAfter(last);
                end = end.plus(MetricRows.HALF_HOUR)) {
            if (!rows.isSummedUp(end)) {
                rows.sumUp(end);
            }
        }
    }

    private void forget() {
        Instant now = clock.instant();
        forget(MetricRows.MINUTE, now.minus(settings.keepMinutes()));
        forget(MetricRows.HALF_HOUR, now.minus(settings.keepHalfHours()));
    }

    private void forget(Duration over, Instant before) {
        int forgotten = 0;
        for (int some = rows.forget(over, before); some > 0; some = rows.forget(over, before)) {
            forgotten += some;
        }
        LOG.debug("Forgot {} samples of {} from before {}", forgotten, over, before);
    }

    private static Instant floor(Instant at) {
        long seconds = MetricRows.HALF_HOUR.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
