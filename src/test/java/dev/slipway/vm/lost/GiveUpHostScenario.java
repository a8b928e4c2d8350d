package dev.slipway.vm.lost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

@Component
class GiveUpHostScenario implements WorkflowScenario {
    private final BeanFactory beans;

    GiveUpHostScenario(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public String kind() {
        return GiveUpHost.KIND;
    }

    @Override
    public Trial prepare() {
        var world = new VmWorld(beans);
        var vm = world.running("lost");
        world.silence();
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.bean(LostHosts.class).giveUp(world.host.id(), VmWorld.SYSTEM);
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
                assertThat(world.used()).containsEntry(Dimension.VMS, 0L).containsEntry(Dimension.RUNNING_VCPUS, 0L);
                assertThat(world.bean(Remnants.class).on(world.host.id()))
                        .extracting(left -> left.vm())
                        .containsExactly(vm);
            }

            /** Whatever is lost by then is lost whole, and asking again loses the rest. */
            @Override
            public void nothingIsLeft(String failedStep) {
                boolean lost = world.view(vm).status() == VmStatus.LOST;
                assertThat(world.used()).containsEntry(Dimension.VMS, lost ? 0L : 1L);
                assertThat(world.ended(submit(), VmWorld.SYSTEM).state()).isEqualTo(OperationState.DONE);
                everythingIsDone();
            }

            @Override
            public void close() {
                world.close();
            }
        };
    }
}
