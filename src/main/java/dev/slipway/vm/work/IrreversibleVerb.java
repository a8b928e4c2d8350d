package dev.slipway.vm.work;

import static dev.slipway.operation.Step.nothing;

import dev.slipway.operation.Step;
import dev.slipway.vm.state.Verb;
import java.time.Duration;

/** A power verb of which nothing can be taken back: if it fails, what was done of it stays done. */
public abstract class IrreversibleVerb extends PowerVerb {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final VmSteps steps;

    public IrreversibleVerb(Verb verb, VmSteps steps, PowerEnd end) {
        super(verb, end);
        this.steps = steps;
    }

    @Override
    public final boolean undoesOnFailure() {
        return false;
    }

    /** One that waits for the VM's host, unless that was given up. */
    protected final Step step(String name, String title, Step.PlainBody act) {
        return step(name, title, Step.plain(act), USUAL);
    }

    protected final Step step(String name, String title, Step.Body act, Duration patience) {
        return Step.step(name, title, steps.heeding(act), nothing(), patience);
    }
}
