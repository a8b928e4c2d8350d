package dev.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.Unavailable;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationView.StepState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** The engine on a real database, one node. */
class OperationsTest {
    private static final List<String> LOG = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final AtomicLong STARTED = new AtomicLong();
    private static volatile CountDownLatch gate = new CountDownLatch(0);
    private static final AtomicBoolean OPEN = new AtomicBoolean();
    private static EngineNode node;

    @BeforeAll
    static void start() {
        // It would look by itself once an hour only: whatever is found sooner was not forgotten to be signalled.
        node = EngineNode.start(
                EngineNode.freshDatabase(),
                Clock.systemUTC(),
                Map.of("slipway.operation.first-retry", "10ms", "slipway.operation.polling", "1h"),
                new TestWorkflow("walk")
                        .step("one", does("one"), does("undo-one"))
                        .step("two", does("two"), does("undo-two"))
                        .step("three", does("three"), does("undo-three")),
                new TestWorkflow("quick").step("only", Step.plain(c -> STARTED.set(System.nanoTime())), Step.nothing()),
                new TestWorkflow("refused")
                        .step("one", does("one"), does("undo-one"))
                        .step("two", fails(() -> new NoCapacity("disk-full", "The disk is full.")), does("undo-two"))
                        .step("three", does("three"), does("undo-three"))
                        .failing((c, why) -> LOG.add("failed " + why.code() + " " + why.sentence())),
                new TestWorkflow("elsewhere")
                        .step("one", does("one"), does("undo-one"))
                        .step(
                                "two",
                                c -> failTimes(1, new NoCapacity("disk-full", "The disk is full.")),
                                does("undo-two"))
                        .beginningAnew(c -> Optional.of("Trying another"))
                        .succeeding(c -> LOG.add("succeeded")),
                new TestWorkflow("nowhere")
                        .step("one", fails(() -> new NoCapacity("disk-full", "The disk is full.")), does("undo-one"))
                        .beginningAnew(c -> {
                            throw new NoCapacity("no-other", "There is no other.");
                        })
                        .failing((c, why) -> LOG.add("failed " + why.code())),
                new TestWorkflow("kept")
                        .keepingWhatIsDone()
                        .step("one", does("one"), does("undo-one"))
                        .step("two", fails(() -> new NoCapacity("disk-full", "The disk is full.")), does("undo-two"))
                        .failing((c, why) -> LOG.add("failed " + why.code())),
                new TestWorkflow("passing")
                        .step(
                                "one",
                                c -> {
                                    LOG.add("earlier " + c.earlierAttempts());
                                    return failTimes(2, new Unavailable("away", "The host is away."));
                                },
                                does("undo-one")),
                new TestWorkflow("impatient")
                        .step(
                                "one",
                                fails(() -> new Unavailable("away", "The host is away.")),
                                does("undo-one"),
                                Duration.ofMillis(60)),
                new TestWorkflow("buggy")
                        .step("one", c -> failTimes(3, new IllegalStateException("on purpose")), does("undo-one")),
                new TestWorkflow("almost-buggy")
                        .step("one", c -> failTimes(2, new IllegalStateException("on purpose")), does("undo-one")),
                new TestWorkflow("hard-to-undo")
                        .step("one", does("one"), c -> failTimes(4, new IllegalStateException("on purpose")))
                        .step("two", fails(() -> new NoCapacity("no", "No.")), Step.nothing()),
                new TestWorkflow("gated")
                        .step("one", OperationsTest::passGate, does("undo-one"))
                        .cancellable(),
                new TestWorkflow("patient")
                        .step("one", does("one"), does("undo-one"))
                        .step(
                                "two",
                                c -> OPEN.get()
                                        ? StepOutcome.done()
                                        : StepOutcome.again(Duration.ofMinutes(5), "the door to open"),
                                does("undo-two"),
                                Step.FOREVER)
                        .cancellable(),
                new TestWorkflow("slow-door")
                        .step(
                                "one",
                                c -> StepOutcome.again(Duration.ofMillis(20), "the door to open"),
                                does("undo-one"),
                                Duration.ofMillis(50)),
                new TestWorkflow("bad-end")
                        .step("one", does("one"), does("undo-one"))
                        .succeeding(c -> {
                            node.bean(JdbcClient.class)
                                    .sql("insert into witness values (?)")
                                    .param(c.operation().value())
                                    .update();
                            failTimes(1, new Unavailable("away", "Away."));
                        }),
                new TestWorkflow("hopeless-end")
                        .step("one", does("one"), does("undo-one"))
                        .succeeding(c -> {
                            throw new IllegalStateException("on purpose");
                        }),
                new TestWorkflow("telling")
                        .step(
                                "one",
                                c -> {
                                    for (int i = 0; i <= 100; i++) {
                                        c.progress(i, i + " of 100");
                                    }
                                    passGate(c);
                                    return StepOutcome.done();
                                },
                                Step.nothing())
                        .step("two", does("two"), Step.nothing()));
        node.bean(JdbcClient.class).sql("create table witness (id uuid)").update();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void forget() {
        LOG.clear();
        FAILURES.set(0);
        OPEN.set(false);
        gate = new CountDownLatch(0);
    }

    @Test
    void doesStepAfterStep() {
        OperationView view = node.awaitEnd(node.submit("walk"));
        assertThat(view.state()).isEqualTo(OperationState.DONE);
        assertThat(LOG).containsExactly("one", "two", "three");
        assertThat(view.percent()).isEqualTo(100);
        assertThat(view.steps()).extracting(OperationView.StepView::state).containsOnly(StepState.DONE);
        assertThat(view.title()).isEqualTo("Test walk");
        assertThat(view.requestedBy()).isEqualTo("ada");
        assertThat(view.endedAt()).isPresent();
        await().until(() -> node.jobs() == 0);
    }

    @Test
    void beginsAtOnceAfterTheCommit() {
        node.awaitEnd(node.submit("quick"));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            OperationId id = node.submit("quick");
            long committed = System.nanoTime();
            node.awaitEnd(id);
            best = Math.min(best, STARTED.get() - committed);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void leavesNothingWhenTheCallerRollsBack() {
        UUID target = UUID.randomUUID();
        OperationId id = node.tx().execute(t -> {
            t.setRollbackOnly();
            return node.operations().submit(EngineNode.request("walk", target), EngineNode.ADA);
        });
        assertThat(node.operations().active(target)).isEmpty();
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> node.view(id));
        assertThat(node.jobs()).isZero();
        assertThat(LOG).isEmpty();
    }

    @Test
    void wantsTheTransactionOfTheChange() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(
                        () -> node.operations().submit(EngineNode.request("walk", UUID.randomUUID()), EngineNode.ADA));
    }

    @Test
    void tellsWhoComesTooLateWhatIsGoingOn() {
        gate = new CountDownLatch(1);
        UUID target = UUID.randomUUID();
        OperationId first = node.submit("gated", target);
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> node.submit("walk", target))
                .satisfies(e -> assertThat(e.code()).isEqualTo("busy"))
                .withMessageMatching(
                        "This VM is busy: testing since \\d\\d:\\d\\d UTC\\. Wait until that has ended, or cancel"
                                + " it\\.");
        gate.countDown();
        node.awaitEnd(first);
        node.awaitEnd(node.submit("walk", target));
    }

    @Test
    void letsExactlyOneOfManyHaveTheTarget() throws Exception {
        gate = new CountDownLatch(1);
        UUID target = UUID.randomUUID();
        AtomicInteger won = new AtomicInteger();
        AtomicInteger busy = new AtomicInteger();
        List<Throwable> other = new CopyOnWriteArrayList<>();
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 64; i++) {
                pool.execute(() -> {
                    try {
                        node.submit("gated", target);
                        won.incrementAndGet();
                    } catch (Conflict e) {
                        busy.incrementAndGet();
                    } catch (RuntimeException e) {
                        other.add(e);
                    }
                });
            }
        }
        assertThat(other).isEmpty();
        assertThat(won).hasValue(1);
        assertThat(busy).hasValue(63);
        OperationId id = node.operations().active(target).orElseThrow().id();
        gate.countDown();
        node.awaitEnd(id);
    }

    @Test
    void undoesBackwardsWhatAFailedStepLeaves() {
        OperationView view = node.awaitEnd(node.submit("refused"));
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(LOG).containsExactly("one", "undo-two", "undo-one", "failed disk-full The disk is full.");
        assertThat(view.problemCode()).contains("disk-full");
        assertThat(view.problem()).contains("The disk is full.");
        assertThat(view.steps())
                .extracting(OperationView.StepView::state)
                .containsExactly(StepState.UNDONE, StepState.FAILED, StepState.WAITING);
    }

    @Test
    void beginsAnewWhenAllIsUndoneIfTheWorkflowSaysSo() {
        OperationView view = node.awaitEnd(node.submit("elsewhere"));
        assertThat(view.state()).isEqualTo(OperationState.DONE);
        assertThat(LOG).containsExactly("one", "undo-two", "undo-one", "one", "succeeded");
        assertThat(view.problem()).isEmpty();
        assertThat(view.steps()).extracting(OperationView.StepView::state).containsOnly(StepState.DONE);
    }

    @Test
    void endsWithItsFirstReasonWhenThereIsNoOtherWay() {
        OperationView view = node.awaitEnd(node.submit("nowhere"));
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(view.problemCode()).contains("disk-full");
        assertThat(LOG).containsExactly("undo-one", "failed disk-full");
    }

    @Test
    void keepsWhatIsDoneIfTheWorkflowSaysSo() {
        OperationView view = node.awaitEnd(node.submit("kept"));
        assertThat(view.state()).isEqualTo(OperationState.FAILED);
        assertThat(LOG).containsExactly("one", "failed disk-full");
        assertThat(view.steps())
                .extracting(OperationView.StepView::state)
                .containsExactly(StepState.DONE, StepState.FAILED);
    }

    @Test
    void triesPassingFailuresAgain() {
        assertThat(node.awaitEnd(node.submit("passing")).state()).isEqualTo(OperationState.DONE);
        assertThat(LOG).containsExactly("earlier 0", "earlier 1", "earlier 2");
    }

    @Test
    void losesPatience() {
        OperationView view = node.awaitEnd(node.submit("impatient"));
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(view.problemCode()).contains("away");
        view = node.awaitEnd(node.submit("slow-door"));
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(view.problemCode()).contains("timed-out");
        assertThat(view.problem().orElseThrow()).contains("the door to open");
    }

    @Test
    void givesUpAfterThreeSurprises() {
        OperationId id = node.submit("buggy");
        OperationView view = node.awaitEnd(id);
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(view.problemCode()).contains("internal");
        assertThat(view.problem().orElseThrow()).contains(id.toString()).doesNotContain("on purpose");
        FAILURES.set(0);
        assertThat(node.awaitEnd(node.submit("almost-buggy")).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void undoesUntilItIsUndone() {
        OperationId id = node.submit("hard-to-undo");
        assertThat(node.awaitEnd(id).state()).isEqualTo(OperationState.UNDONE);
        assertThat(FAILURES).hasValue(5);
    }

    @Test
    void turnsRoundAtOnceWhenCancelledWhileItWaits() {
        OperationId id = node.submit("patient");
        OperationView waiting = node.awaitThat(id, v -> v.message().equals("the door to open"));
        assertThat(waiting.percent()).isEqualTo(50);
        await().until(() -> node.bean(JdbcClient.class)
                .sql("select count(*) from operation_job where picked")
                .query(Long.class)
                .single()
                .equals(0L));
        node.operations().cancel(id, Actor.system("test"));
        OperationView view = node.awaitEnd(id);
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(view.problemCode()).contains("cancelled");
        assertThat(LOG).containsExactly("one", "undo-two", "undo-one");
        node.operations().cancel(id, Actor.system("test"));
    }

    @Test
    void cancelledWhileAStepRunsIsSeenAfterIt() {
        gate = new CountDownLatch(1);
        OperationId id = node.submit("patient");
        OperationId running = node.submit("gated");
        node.awaitThat(running, v -> v.state() == OperationState.RUNNING);
        node.operations().cancel(running, Actor.system("test"));
        node.operations().cancel(id, Actor.system("test"));
        gate.countDown();
        // Its only step was done before the word was heard: too late to turn round.
        assertThat(node.awaitEnd(running).state()).isEqualTo(OperationState.DONE);
        assertThat(node.awaitEnd(id).state()).isEqualTo(OperationState.UNDONE);
    }

    @Test
    void neverLosesACancellationToTheBeginningOfAWait() {
        for (int i = 0; i < 30; i++) {
            OperationId id = node.submit("patient");
            node.awaitThat(id, v -> v.state() == OperationState.RUNNING);
            node.operations().cancel(id, Actor.system("test"));
            assertThat(node.awaitEnd(id).state()).isEqualTo(OperationState.UNDONE);
        }
    }

    @Test
    void saysWhatCannotBeCancelled() {
        OPEN.set(true);
        gate = new CountDownLatch(1);
        OperationId id = node.submit("telling");
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> node.operations().cancel(id, Actor.system("test")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("not-cancellable"));
        gate.countDown();
        node.awaitEnd(id);
    }

    @Test
    void endsInOneTransactionWithTheLastWords() {
        OperationId id = node.submit("bad-end");
        assertThat(node.awaitEnd(id).state()).isEqualTo(OperationState.DONE);
        assertThat(LOG).containsExactly("one");
        assertThat(node.bean(JdbcClient.class)
                        .sql("select count(*) from witness where id = ?")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void undoesEverythingIfTheLastWordsFailForGood() {
        OperationView view = node.awaitEnd(node.submit("hopeless-end"));
        assertThat(view.state()).isEqualTo(OperationState.UNDONE);
        assertThat(LOG).containsExactly("one", "undo-one");
    }

    @Test
    void tellsTheAuditHowItEnded() {
        UUID target = UUID.randomUUID();
        node.awaitEnd(node.submit("walk", target));
        node.awaitEnd(node.submit("refused", target));
        assertThat(node.audited(target))
                .extracting(AuditableEvent::action, AuditableEvent::actorName, AuditableEvent::detail)
                .containsExactly(
                        tuple("walk.done", "system:operation", "Asked for by ada."),
                        tuple("refused.failed", "system:operation", "The disk is full. Asked for by ada."));
    }

    @Test
    void announcesWhatItDoesToItsTarget() {
        Set<Change> heard = ConcurrentHashMap.newKeySet();
        UUID target = UUID.randomUUID();
        try (var subscription = node.bean(Changes.class).subscribe(heard::add)) {
            OperationId id = node.submit("walk", target);
            await().until(() -> heard.contains(new Change(Topic.OPERATION, id.value(), EngineNode.PROJECT))
                    && heard.contains(new Change(Topic.VM, target, EngineNode.PROJECT)));
            node.awaitEnd(id);
        }
    }

    @Test
    void showsHowFarItIs() {
        gate = new CountDownLatch(1);
        OperationId id = node.submit("telling");
        OperationView view = node.awaitThat(id, v -> v.message().contains("of 100"));
        assertThat(view.message()).isEqualTo("0 of 100");
        assertThat(view.steps())
                .extracting(OperationView.StepView::state)
                .containsExactly(StepState.RUNNING, StepState.WAITING);
        gate.countDown();
        node.awaitEnd(id);
    }

    @Test
    void waitingOperationsHoldNoThread() {
        List<OperationId> waiting =
                IntStream.range(0, 40).mapToObj(i -> node.submit("patient")).toList();
        waiting.forEach(id -> node.awaitThat(id, v -> v.message().equals("the door to open")));
        assertThat(node.awaitEnd(node.submit("walk")).state()).isEqualTo(OperationState.DONE);
        waiting.forEach(id -> node.operations().cancel(id, Actor.system("test")));
        waiting.forEach(node::awaitEnd);
    }

    @Test
    void isThereOnlyForWhoMayReadItsProject() {
        OperationId id = node.submit("walk");
        Actor member = actor(Role.PROJECT_MEMBER, Scope.of(EngineNode.TENANT, EngineNode.PROJECT));
        Actor viewer = actor(Role.PROJECT_VIEWER, Scope.of(EngineNode.TENANT, EngineNode.PROJECT));
        Actor stranger = actor(Role.TENANT_ADMIN, Scope.of(TenantId.random()));
        OperationView ended = node.awaitEnd(id);
        assertThat(node.operations().get(id, member)).isEqualTo(ended);
        assertThat(node.operations().get(id, viewer)).isEqualTo(ended);
        assertThat(node.operations().list(EngineNode.PROJECT, PageRequest.of(0, 5), viewer))
                .contains(ended);
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> node.operations().get(id, stranger));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> node.operations().cancel(id, stranger));
        assertThat(node.operations().list(EngineNode.PROJECT, PageRequest.of(0, 5), stranger))
                .isEmpty();
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> node.operations().cancel(id, viewer));
    }

    @Test
    void findsTheActiveOnesOfManyTargets() {
        gate = new CountDownLatch(1);
        UUID held = UUID.randomUUID();
        UUID free = UUID.randomUUID();
        OperationId id = node.submit("gated", held);
        node.awaitEnd(node.submit("walk", free));
        assertThat(node.operations().active(List.of(held, free, UUID.randomUUID())))
                .containsOnlyKeys(held);
        assertThat(node.operations().ofTarget(free, 3)).hasSize(1);
        gate.countDown();
        node.awaitEnd(id);
    }

    private static Actor actor(Role role, Scope scope) {
        return new Actor(null, "someone", "127.0.0.1", Set.of(new Grant(role, scope)));
    }

    private static Step.Body does(String what) {
        return Step.plain(c -> LOG.add(what));
    }

    private static Step.Body fails(Supplier<RuntimeException> problem) {
        return c -> {
            throw problem.get();
        };
    }

    private static StepOutcome failTimes(int times, RuntimeException problem) {
        if (FAILURES.incrementAndGet() <= times) {
            throw problem;
        }
        return StepOutcome.done();
    }

    private static StepOutcome passGate(StepContext context) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return StepOutcome.done();
    }
}
