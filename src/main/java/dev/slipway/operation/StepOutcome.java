package dev.slipway.operation;

import java.time.Duration;

/** How one run of a step ended, if not with a problem. */
public sealed interface StepOutcome {
    /** The step has done what it is for. */
    record Done() implements StepOutcome {}

    /** Not yet: run it again after this time, telling people meanwhile what is waited for. */
    record Again(Duration after, String waitingFor) implements StepOutcome {}

    static StepOutcome done() {
        return new Done();
    }

    static StepOutcome again(Duration after, String waitingFor) {
        return new Again(after, waitingFor);
    }
}
