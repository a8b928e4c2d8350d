package dev.slipway.vm.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

@Component
class RestoreVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    RestoreVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.RESTORE.kind();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var vm = world.stopped(ScenarioWorld.freshName());
        world.machine.virsh().undefine(vm.value());
        world.awaitStatus(vm, VmStatus.MISSING);
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.vms.restore(vm, world.actor);
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                assertThat(world.machine.defined())
                        .filteredOn(spec -> spec.vm().equals(vm))
                        .hasSize(1);
                assertThat(world.ended(world.vms.start(vm, world.actor)).state())
                        .isEqualTo(OperationState.DONE);
            }

            /** It is shown as its host has it, paid for as before, and can be tried again or deleted. */
            @Override
            public void nothingIsLeft(String failedStep) {
                var there = world.machine.defined().stream()
                        .anyMatch(spec -> spec.vm().equals(vm));
                world.awaitStatus(vm, there ? VmStatus.STOPPED : VmStatus.MISSING);
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(vm, world.actor));
                world.assertNothingOnHost(vm);
                assertThat(world.used()).isEqualTo(before);
            }
        };
    }
}
