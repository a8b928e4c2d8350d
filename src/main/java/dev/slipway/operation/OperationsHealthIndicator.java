package dev.slipway.operation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Names the operations whose undo goes on failing. The node is up all the same: they are tried again for ever, and
 * taking the portal away would help nobody.
 */
@Component
class OperationsHealthIndicator implements HealthIndicator {
    /** About three minutes of trying. */
    static final int FAILURES_WORTH_A_LOOK = 8;

    private static final int MOST_NAMED = 20;

    private final OperationQueries queries;

    OperationsHealthIndicator(OperationQueries queries) {
        this.queries = queries;
    }

    @Override
    public Health health() {
        List<OperationRow> stuck = queries.stuck(FAILURES_WORTH_A_LOOK, MOST_NAMED);
        Map<String, Long> load = queries.load().values().stream()
                .collect(Collectors.toMap(l -> l.state().name().toLowerCase(Locale.ROOT), l -> l.count()));
        return Health.up()
                .withDetail("active", load)
                .withDetail(
                        "undoFails",
                        stuck.stream().map(OperationsHealthIndicator::words).toList())
                .build();
    }

    private static String words(OperationRow row) {
        return row.kind() + " " + row.id() + " on " + row.targetType() + " " + row.target() + ": "
                + row.standing().message();
    }
}
