package dev.slipway.vm.guest;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.IrreversibleVerb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.RunningGuest;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells a guest's agent the password that was made up for an account. What it had before nobody knows, hence no undo. */
@Component
class SetGuestPassword extends IrreversibleVerb {
    private final RunningGuest running;
    private final PendingPasswords pending;

    SetGuestPassword(VmSteps steps, RunningGuest running, PendingPasswords pending, PowerEnd end) {
        super(Verb.SET_PASSWORD, steps, end);
        this.running = running;
        this.pending = pending;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("set-password", "Tell the guest's agent", this::tell));
    }

    private void tell(StepContext context) {
        var account = Objects.requireNonNull(context.arguments().get(GuestPasswords.ACCOUNT));
        var password = pending.get(VmSteps.id(context));
        running.ask(context, (host, domain) -> host.setPassword(domain, account, password));
    }

    @Override
    public void succeeded(StepContext context) {
        pending.forget(VmSteps.id(context));
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        pending.forget(VmSteps.id(context));
        super.failed(context, why);
    }
}
