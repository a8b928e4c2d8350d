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

/** Takes a network card from a VM; a guest that runs is asked for it, and keeps it if it does not let go. */
@Component
class RemoveNic extends PowerVerb {
    private final VmStore store;
    private final NicPlugs plugs;
    private final NicRows rows;

    RemoveNic(VmStore store, NicPlugs plugs, NicRows rows, PowerEnd end) {
        super(Verb.REMOVE_NIC, end);
        this.store = store;
        this.plugs = plugs;
        this.rows = rows;
    }

    @Override
    public List<Step> steps() {
        return List.of(plugs.detach());
    }

    @Override
    public void succeeded(StepContext context) {
        store.lock(VmSteps.id(context))
                .ifPresent(vm -> rows.remove(vm.id(), NicTask.of(context).nic()));
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context))
                .ifPresent(vm -> rows.become(vm.id(), NicTask.of(context).nic(), NicState.READY));
        super.failed(context, why);
    }
}
