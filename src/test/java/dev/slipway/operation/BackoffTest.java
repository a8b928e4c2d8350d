package dev.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Unavailable;
import dev.slipway.testing.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Time passes only when the test says so. */
class BackoffTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private EngineNode node;

    @BeforeEach
    void start() {
        node = EngineNode.start(
                EngineNode.freshDatabase(),
                clock,
                Map.of("slipway.operation.heartbeat", "1h", "slipway.operation.polling", "1h"),
                new TestWorkflow("flaky")
                        .step(
                                "one",
                                c -> {
                                    throw new Unavailable("away", "The host is away.");
                                },
                                Step.nothing(),
                                Duration.ofSeconds(60)),
                new TestWorkflow("stuck")
                        .step(
                                "one",
                                c -> {
                                    throw new NoCapacity("no", "No.");
                                },
                                c -> {
                                    throw new IllegalStateException("on purpose");
                                }),
                new TestWorkflow("quick").step("one", Step.nothing(), Step.nothing()));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void doublesItsPausesUntilItsPatienceIsOver() {
        Instant begun = clock.instant();
        OperationId id = node.submit("flaky");
        for (int n = 1; ; n++) {
            Duration pause = pauseAfter(id, n);
            long whole = Math.min(15_000, 500L << (n - 1));
            long left = 60_000 - Duration.between(begun, clock.instant()).toMillis();
            assertThat(pause.toMillis()).isBetween(Math.min(left, whole * 3 / 4 - 1), Math.min(left, whole));
            clock.advance(pause);
            node.bean(DueSignal.class).now();
            if (pause.toMillis() == left) {
                break;
            }
        }
        OperationView end = node.awaitEnd(id);
        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(end.problemCode()).contains("away");
        assertThat(end.endedAt()).contains(begun.plusSeconds(60));
    }

    @Test
    void neverGivesUpUndoingAndSaysSo() {
        OperationId id = node.submit("stuck");
        for (int n = 1; n <= OperationsHealthIndicator.FAILURES_WORTH_A_LOOK; n++) {
            Duration pause = pauseAfter(id, n);
            assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(60));
            if (n < OperationsHealthIndicator.FAILURES_WORTH_A_LOOK) {
                clock.advance(pause);
                node.bean(DueSignal.class).now();
            }
        }
        OperationView view = node.view(id);
        assertThat(view.state()).isEqualTo(OperationState.UNDOING);
        assertThat(view.message()).startsWith("Cleaning up waits: ").contains("Tried 8 times");
        var health = node.bean(OperationsHealthIndicator.class).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails().get("undoFails").toString()).contains(id.toString());
        var registry = new SimpleMeterRegistry();
        node.bean(OperationMetrics.class).bindTo(registry);
        assertThat(registry.get("slipway.operations.undo.failing").gauge().value())
                .isEqualTo(1);
        assertThat(registry.get("slipway.operations.active")
                        .tag("state", "undoing")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("slipway.operations.oldest").timeGauge().value(TimeUnit.SECONDS))
                .isGreaterThan(30);
    }

    @Test
    void forgetsOldOnesButTheLatestOfEachTarget() {
        UUID target = UUID.randomUUID();
        OperationId old = node.submit("quick", target);
        node.awaitEnd(old);
        clock.advance(Duration.ofDays(1));
        OperationId latest = node.submit("quick", target);
        node.awaitEnd(latest);
        clock.advance(Duration.ofDays(28));
        node.bean(OperationPruning.class).prune();
        assertThat(node.operations().ofTarget(target, 9)).hasSize(2);
        clock.advance(Duration.ofDays(9));
        node.bean(OperationPruning.class).prune();
        assertThat(node.operations().ofTarget(target, 9))
                .extracting(OperationView::id)
                .containsExactly(latest);
    }

    /** How far in the future the job is put after this many failures. */
    private Duration pauseAfter(OperationId id, int failures) {
        await().until(() ->
                node.bean(OperationRows.class).find(id).orElseThrow().standing().failures() == failures);
        LocalDateTime due = await().until(
                        () -> node.bean(JdbcClient.class)
                                .sql("select execution_time from operation_job where not picked")
                                .query(LocalDateTime.class)
                                .optional()
                                .orElse(null),
                        Objects::nonNull);
        return Duration.between(clock.instant(), due.toInstant(ZoneOffset.UTC));
    }
}
