package dev.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.EngineProcess.Marks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on one database: this process is one, the other can be killed and stopped. */
class SeveralNodesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path logs;

    private final Marks database = new Marks();
    private String url;
    private EngineNode here;

    @BeforeEach
    void start() {
        url = EngineNode.freshDatabase();
        here = EngineNode.start(
                url, Clock.systemUTC(), EngineProcess.SETTINGS, EngineProcess.workflow("here", database));
        database.use(here);
        database.create();
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void finishesWhatAKilledNodeLeft() throws Exception {
        try (EngineProcess there = EngineProcess.start(url, "there", logs.resolve("there"))) {
            OperationId id = begunThere();
            there.signal("KILL");
            await().until(() -> !there.isAlive());
            here.bean(OperationScheduler.class).start();
            database.open();
            assertThat(here.awaitEnd(id).state()).isEqualTo(OperationState.DONE);
            assertThat(database.marks(id))
                    .containsExactly("first by there", "second by there", "second by here", "third by here");
        }
    }

    @Test
    void changesNothingWhenItWakesAfterItWasTakenForDead() throws Exception {
        try (EngineProcess there = EngineProcess.start(url, "there", logs.resolve("there"))) {
            OperationId id = begunThere();
            there.signal("STOP");
            here.bean(OperationScheduler.class).start();
            await().atMost(LONG).until(() -> database.marks(id).contains("second by here"));
            database.open();
            OperationView ended = here.awaitEnd(id);
            assertThat(ended.state()).isEqualTo(OperationState.DONE);
            here.bean(OperationScheduler.class).stop();
            there.signal("CONT");
            // It goes on with other work: so it has noticed what happened to this one.
            OperationId next = here.submit("three-steps");
            here.awaitEnd(next);
            assertThat(database.marks(next)).containsExactly("first by there", "second by there", "third by there");
            await().atMost(LONG)
                    .until(() -> Files.readString(logs.resolve("there"))
                            .contains("Operation " + id + " was taken over by another node"));
            assertThat(database.marks(id))
                    .containsExactly("first by there", "second by there", "second by here", "third by here");
            assertThat(here.view(id)).isEqualTo(ended);
            await().atMost(LONG).until(() -> here.jobs() == 0);
        }
    }

    @Test
    void sharesWorkAndDoesEachStepOnce() throws Exception {
        database.open();
        try (EngineNode other = EngineNode.start(
                url, Clock.systemUTC(), EngineProcess.SETTINGS, EngineProcess.workflow("other", database))) {
            List<OperationId> ids = IntStream.range(0, 200)
                    .mapToObj(i -> (i % 2 == 0 ? here : other).submit("three-steps"))
                    .toList();
            ids.forEach(here::awaitEnd);
            assertThat(ids).allSatisfy(id -> assertThat(database.marks(id)).hasSize(3));
            assertThat(ids.stream().flatMap(id -> database.marks(id).stream()))
                    .anyMatch(mark -> mark.endsWith("here"))
                    .anyMatch(mark -> mark.endsWith("other"));
        }
    }

    @Test
    void handsOverAtOnceWhenANodeIsStoppedInOrder() {
        here.bean(OperationScheduler.class).stop();
        // Nobody would be taken for dead before the test is over.
        Map<String, Object> settings =
                Map.of("slipway.operation.heartbeat", "1h", "slipway.operation.patience-at-stop", "100ms");
        try (EngineNode heir =
                EngineNode.start(url, Clock.systemUTC(), settings, EngineProcess.workflow("heir", database))) {
            heir.bean(OperationScheduler.class).stop();
            EngineNode leaving =
                    EngineNode.start(url, Clock.systemUTC(), settings, EngineProcess.workflow("leaving", database));
            OperationId id = leaving.submit("three-steps");
            await().until(() -> database.marks(id).contains("second by leaving"));
            heir.bean(OperationScheduler.class).start();
            // Its step is cut short when it has been waited for long enough, which is no failure of the operation.
            leaving.close();
            await().until(() -> database.marks(id).contains("second by heir"));
            assertThat(heir.bean(OperationRows.class)
                            .find(id)
                            .orElseThrow()
                            .standing()
                            .failures())
                    .isZero();
            database.open();
            assertThat(heir.awaitEnd(id).state()).isEqualTo(OperationState.DONE);
            assertThat(database.marks(id))
                    .containsExactly("first by leaving", "second by leaving", "second by heir", "third by heir");
        }
    }

    private OperationId begunThere() {
        here.bean(OperationScheduler.class).stop();
        OperationId id = here.submit("three-steps");
        await().atMost(LONG).until(() -> database.marks(id).contains("second by there"));
        return id;
    }
}
