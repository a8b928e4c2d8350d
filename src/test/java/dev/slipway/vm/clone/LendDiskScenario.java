package dev.slipway.vm.clone;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** A VM goes on running while a clone is made of it. */
@Component
class LendDiskScenario extends CloneVmScenario {
    LendDiskScenario(ScenarioWorld worlds) {
        super(worlds);
    }

    @Override
    public String kind() {
        return Verb.CLONE.kind();
    }

    @Override
    boolean runs() {
        return true;
    }

    @Override
    OperationId tried(VmWorld world, VmId source, Launched clone) {
        return loan(world, source);
    }
}
