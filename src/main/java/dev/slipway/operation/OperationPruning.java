package dev.slipway.operation;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets operations that ended long ago, but never the latest of a target. On every node; twice is as good as once. */
@Component
class OperationPruning {
    private static final Logger LOG = LoggerFactory.getLogger(OperationPruning.class);

    private final OperationQueries queries;
    private final OperationSettings settings;
    private final Clock clock;

    OperationPruning(OperationQueries queries, OperationSettings settings, Clock clock) {
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 360, timeUnit = TimeUnit.MINUTES)
    void prune() {
        int forgotten = 0;
        int now;
        do {
            now = queries.prune(clock.instant().minus(settings.keep()));
            forgotten += now;
        } while (now > 0);
        if (forgotten > 0) {
            LOG.info(
                    "Forgot {} operations that ended more than {} days ago",
                    forgotten,
                    settings.keep().toDays());
        }
    }
}
