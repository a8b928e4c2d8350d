package dev.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.OperationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kit itself: content with what is right, and not with what is wrong. */
class WorkflowKitTest {
    private static final Set<String> THINGS = ConcurrentHashMap.newKeySet();
    private static EngineNode node;

    @BeforeAll
    static void start() {
        node = EngineNode.start(
                EngineNode.freshDatabase(),
                new TestWorkflow("right")
                        .step("disk", makes("disk"), removes("disk"))
                        .step("domain", makes("domain"), removes("domain"))
                        .cancellable(),
                new TestWorkflow("forgets-an-undo")
                        .step("disk", makes("disk"), Step.nothing())
                        .step("domain", makes("domain"), removes("domain")),
                new TestWorkflow("makes-once-only")
                        .step("disk", makes("disk"), removes("disk"))
                        .step("domain", makesNew("domain"), removes("domain")),
                new TestWorkflow("removes-once-only")
                        .step("disk", makes("disk"), removesExisting("disk"))
                        .step("domain", makes("domain"), removes("domain")),
                new TestWorkflow("does-too-little")
                        .step("disk", makes("disk"), removes("disk"))
                        .step("domain", Step.plain(c -> {}), removes("domain")));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void isContentWithWhatIsRight() {
        assertThat(failing("right")).isEmpty();
    }

    @Test
    void findsAForgottenUndo() {
        assertThat(failing("forgets-an-undo"))
                .contains("fails after disk", "fails before domain", "fails after domain", "each undo runs twice")
                .doesNotContain("does what it is for", "each step runs twice");
    }

    @Test
    void findsWhatCannotBeMadeTwice() {
        assertThat(failing("makes-once-only")).containsExactly("each step runs twice", "the node dies after domain");
    }

    @Test
    void findsWhatCannotBeLeftOut() {
        assertThat(failing("does-too-little")).contains("does what it is for");
    }

    /** An undo that fails is tried for ever, so here the kit would wait long; that it does is seen at the first one. */
    @Test
    void findsWhatCannotBeRemovedTwice() {
        WorkflowKit kit = new WorkflowKit(node.beans(), new Scenario("removes-once-only", node));
        WorkflowKit.Check check = kit.checks().stream()
                .filter(c -> c.name().equals("fails before disk"))
                .findAny()
                .orElseThrow();
        CompletableFuture<Void> trying = CompletableFuture.runAsync(check.body());
        await().until(() -> node.bean(OperationQueries.class).stuck(3, 1).size() == 1);
        THINGS.add("disk");
        trying.join();
    }

    private static List<String> failing(String kind) {
        return new WorkflowKit(node.beans(), new Scenario(kind, node))
                .checks().stream()
                        .filter(check -> {
                            try {
                                check.body().run();
                                return false;
                            } catch (AssertionError e) {
                                return true;
                            }
                        })
                        .map(WorkflowKit.Check::name)
                        .toList();
    }

    private static Step.Body makes(String thing) {
        return Step.plain(c -> THINGS.add(thing));
    }

    private static Step.Body removes(String thing) {
        return Step.plain(c -> THINGS.remove(thing));
    }

    private static Step.Body makesNew(String thing) {
        return Step.plain(c -> {
            if (!THINGS.add(thing)) {
                throw new Conflict("exists", "It exists.");
            }
        });
    }

    private static Step.Body removesExisting(String thing) {
        return Step.plain(c -> {
            if (!THINGS.remove(thing)) {
                throw new Conflict("gone", "It is gone.");
            }
        });
    }

    private record Scenario(String kind, EngineNode node) implements WorkflowScenario {
        @Override
        public Trial prepare() {
            THINGS.clear();
            return new Trial() {
                @Override
                public OperationId submit() {
                    return node.submit(kind, UUID.randomUUID());
                }

                @Override
                public void everythingIsDone() {
                    assertThat(THINGS).containsExactlyInAnyOrder("disk", "domain");
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(THINGS).isEmpty();
                }
            };
        }
    }
}
