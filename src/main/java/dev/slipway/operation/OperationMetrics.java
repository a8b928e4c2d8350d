package dev.slipway.operation;

import dev.slipway.operation.OperationQueries.Load;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Gauges of all nodes' operations, from the database: the same on each node, so take the maximum over nodes, not the sum. */
@Component
class OperationMetrics implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final List<OperationState> ACTIVE =
            List.of(OperationState.QUEUED, OperationState.RUNNING, OperationState.UNDOING);
    private static final int MOST_COUNTED = 1_000;

    private final OperationQueries queries;
    private final Clock clock;
    private Reading reading = new Reading(Instant.EPOCH, Map.of(), 0);

    OperationMetrics(OperationQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    private record Reading(Instant at, Map<OperationState, Load> load, long stuck) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (OperationState state : ACTIVE) {
            Gauge.builder("slipway.operations.active", this, m -> m.count(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Operations under way")
                    .register(registry);
        }
        TimeGauge.builder("slipway.operations.oldest", this, TimeUnit.SECONDS, OperationMetrics::oldestSeconds)
                .description("Age of the oldest operation under way")
                .register(registry);
        Gauge.builder("slipway.operations.undo.failing", this, m -> m.read().stuck())
                .description("Operations whose undo goes on failing")
                .register(registry);
    }

    private double count(OperationState state) {
        Load load = read().load().get(state);
        return load == null ? 0 : load.count();
    }

    private double oldestSeconds() {
        return read().load().values().stream()
                .map(Load::oldest)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                .orElse(0L);
    }

    private synchronized Reading read() {
        Instant now = clock.instant();
        if (!now.isBefore(reading.at().plus(FRESH))) {
            long stuck = queries.stuck(OperationsHealthIndicator.FAILURES_WORTH_A_LOOK, MOST_COUNTED)
                    .size();
            reading = new Reading(now, queries.load(), stuck);
        }
        return reading;
    }
}
