package dev.slipway.operation;

import dev.slipway.kernel.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A workflow put together by a test. */
final class TestWorkflow implements Workflow {
    private final String kind;
    private final List<Step> steps = new ArrayList<>();
    private Function<StepContext, Optional<String>> anew = c -> Optional.empty();
    private boolean undoes = true;
    private boolean cancellable;
    private Consumer<StepContext> succeeded = c -> {};
    private BiConsumer<StepContext, Problem> failed = (c, p) -> {};

    TestWorkflow(String kind) {
        this.kind = kind;
    }

    TestWorkflow step(String name, Step.Body act, Step.Body undo) {
        return step(name, act, undo, Duration.ofMinutes(2));
    }

    TestWorkflow step(String name, Step.Body act, Step.Body undo, Duration patience) {
        steps.add(Step.step(name, "Do " + name, act, undo, patience));
        return this;
    }

    TestWorkflow keepingWhatIsDone() {
        undoes = false;
        return this;
    }

    TestWorkflow cancellable() {
        cancellable = true;
        return this;
    }

    TestWorkflow succeeding(Consumer<StepContext> hook) {
        succeeded = hook;
        return this;
    }

    TestWorkflow failing(BiConsumer<StepContext, Problem> hook) {
        failed = hook;
        return this;
    }

    TestWorkflow beginningAnew(Function<StepContext, Optional<String>> hook) {
        anew = hook;
        return this;
    }

    @Override
    public Optional<String> beginsAnew(StepContext context, Problem why) {
        return anew.apply(context);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String title() {
        return "Test " + kind;
    }

    @Override
    public String doing() {
        return "testing";
    }

    @Override
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    @Override
    public boolean undoesOnFailure() {
        return undoes;
    }

    @Override
    public boolean isCancellable() {
        return cancellable;
    }

    @Override
    public void succeeded(StepContext context) {
        succeeded.accept(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        failed.accept(context, why);
    }
}
