package dev.slipway.vm.end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import org.springframework.stereotype.Component;

@Component
class BinVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    BinVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return BinVm.KIND;
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var vm = world.running(ScenarioWorld.freshName());
        var paid = world.used();
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.vms.delete(vm, world.actor);
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.BINNED);
                assertThat(world.machine.defined())
                        .filteredOn(spec -> spec.vm().equals(vm))
                        .hasSize(1);
                assertThat(world.used())
                        .containsEntry(Dimension.RUNNING_VCPUS, before.get(Dimension.RUNNING_VCPUS))
                        .containsEntry(Dimension.VMS, paid.get(Dimension.VMS))
                        .containsEntry(Dimension.DISK_MIB, paid.get(Dimension.DISK_MIB));
            }

            /** It is shown as its host has it, paid for as such, and can be deleted again. */
            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(world.view(vm).status()).isNotEqualTo(VmStatus.BINNED);
                assertThat(world.used()).containsEntry(Dimension.VMS, paid.get(Dimension.VMS));
                assertThat(world.ended(submit()).state()).isEqualTo(OperationState.DONE);
                everythingIsDone();
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
