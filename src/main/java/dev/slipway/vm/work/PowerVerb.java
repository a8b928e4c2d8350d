package dev.slipway.vm.work;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.Verb;

/**
 * What all workflows have in common that only change whether and how a VM runs: they are what their verb says, and however
 * they end, the VM is free again and charged for what was seen last.
 */
public abstract class PowerVerb implements Workflow {
    private final Verb verb;
    private final PowerEnd end;

    public PowerVerb(Verb verb, PowerEnd end) {
        this.verb = verb;
        this.end = end;
    }

    @Override
    public String kind() {
        return verb.kind();
    }

    @Override
    public String title() {
        return verb.title();
    }

    @Override
    public String doing() {
        return verb.doing();
    }

    @Override
    public void succeeded(StepContext context) {
        end.ended(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        end.ended(context);
    }
}
