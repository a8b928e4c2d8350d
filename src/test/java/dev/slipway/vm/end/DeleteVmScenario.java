package dev.slipway.vm.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import org.springframework.stereotype.Component;

@Component
class DeleteVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    DeleteVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return DeleteVm.KIND;
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var vm = world.running(ScenarioWorld.freshName());
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.deletions.forGood(vm, world.actor);
            }

            @Override
            public void everythingIsDone() {
                assertThatThrownBy(() -> world.view(vm)).isInstanceOf(NotFound.class);
                world.assertNothingOnHost(vm);
                assertThat(world.used()).isEqualTo(before);
            }

            /** What is deleted cannot come back: what is left is still there to be deleted, and still paid for. */
            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.DELETE);
                assertThat(world.used()).isNotEqualTo(before);
                assertThat(world.ended(submit()).state()).isEqualTo(OperationState.DONE);
                everythingIsDone();
            }
        };
    }
}
