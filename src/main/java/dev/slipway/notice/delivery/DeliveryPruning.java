package dev.slipway.notice.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets deliveries that ended long ago. On every node; twice is as good as once. */
@Component
class DeliveryPruning {
    private static final Duration KEEP = Duration.ofDays(30);

    private final DeliveryRows rows;
    private final Clock clock;

    DeliveryPruning(DeliveryRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 12, fixedDelay = 360, timeUnit = TimeUnit.MINUTES)
    void prune() {
        int forgotten;
        do {
            forgotten = rows.prune(clock.instant().minus(KEEP));
        } while (forgotten > 0);
    }
}
