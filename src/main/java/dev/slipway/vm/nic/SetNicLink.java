package dev.slipway.vm.nic;

import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Pulls the cable out of a network card, or puts it in, while its VM runs or for its next start. */
@Component
class SetNicLink extends PowerVerb {
    private final VmStore store;
    private final NicPlugs plugs;
    private final NicRows rows;

    SetNicLink(VmStore store, NicPlugs plugs, NicRows rows, PowerEnd end) {
        super(Verb.SET_LINK, end);
        this.store = store;
        this.plugs = plugs;
        this.rows = rows;
    }

    @Override
    public List<Step> steps() {
        return List.of(plugs.link());
    }

    @Override
    public void succeeded(StepContext context) {
        var task = NicTask.of(context);
        store.lock(VmSteps.id(context)).ifPresent(vm -> rows.link(vm.id(), task.nic(), task.up()));
        super.succeeded(context);
    }
}
