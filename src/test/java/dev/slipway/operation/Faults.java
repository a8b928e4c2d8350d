package dev.slipway.operation;

import dev.slipway.kernel.OperationId;
import org.springframework.stereotype.Component;

/** Lets the next operation of a kind suffer a fault, and no other. */
@Component
class Faults implements StepInterceptor {
    private Fault fault = Fault.none();
    private String kind = "";
    private OperationId victim;

    synchronized void arm(String kind, Fault fault) {
        this.kind = kind;
        this.fault = fault;
        this.victim = null;
    }

    synchronized void disarm() {
        arm("", Fault.none());
    }

    @Override
    public synchronized Step.Body around(OperationRow operation, Step step, boolean undoing, Step.Body body) {
        if (victim == null && operation.kind().equals(kind)) {
            victim = operation.id();
        }
        return operation.id().equals(victim) ? fault.around(step.name(), undoing, body) : body;
    }
}
