package dev.slipway.vm.nic;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives a VM one more network card, while it runs or for its next start. */
@Component
class AddNic extends PowerVerb {
    private final VmStore store;
    private final NicPlugs plugs;
    private final NicRows rows;

    AddNic(VmStore store, NicPlugs plugs, NicRows rows, PowerEnd end) {
        super(Verb.ADD_NIC, end);
        this.store = store;
        this.plugs = plugs;
        this.rows = rows;
    }

    @Override
    public List<Step> steps() {
        return List.of(plugs.attach());
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context))
                .ifPresent(vm -> rows.become(vm.id(), NicTask.of(context).nic(), NicState.READY));
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context))
                .ifPresent(vm -> rows.remove(vm.id(), NicTask.of(context).nic()));
        super.failed(context, why);
    }
}
