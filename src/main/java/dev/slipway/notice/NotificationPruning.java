package dev.slipway.notice;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what people were told long ago. On every node; twice is as good as once. */
@Component
class NotificationPruning {
    private final NotificationRows rows;
    private final NoticeSettings settings;
    private final Clock clock;

    NotificationPruning(NotificationRows rows, NoticeSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 11, fixedDelay = 360, timeUnit = TimeUnit.MINUTES)
    void prune() {
        int forgotten;
        do {
            forgotten = rows.prune(clock.instant().minus(settings.keep()));
        } while (forgotten > 0);
    }
}
