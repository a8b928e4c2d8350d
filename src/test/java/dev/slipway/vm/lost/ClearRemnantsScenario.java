package dev.slipway.vm.lost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

@Component
class ClearRemnantsScenario implements WorkflowScenario {
    private final BeanFactory beans;

    ClearRemnantsScenario(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public String kind() {
        return ClearRemnants.KIND;
    }

    @Override
    public Trial prepare() {
        var world = new VmWorld(beans);
        var vm = world.running("left");
        world.silence();
        world.ended(world.bean(LostHosts.class).giveUp(world.host.id(), VmWorld.SYSTEM), VmWorld.SYSTEM);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
        return new Trial() {
            /** Nobody asks for it: the host is back, and that is enough. */
            @Override
            public OperationId submit() {
                world.machine.recover();
                return VmWorld.await()
                        .until(
                                () -> world
                                        .bean(Operations.class)
                                        .ofTarget(world.host.id().value(), 10)
                                        .stream()
                                        .filter(o -> o.kind().equals(ClearRemnants.KIND))
                                        .map(OperationView::id)
                                        .findFirst(),
                                found -> found.isPresent())
                        .orElseThrow();
            }

            @Override
            public void everythingIsDone() {
                world.assertNothingOnHost(vm);
                assertThat(world.bean(Remnants.class).on(world.host.id())).isEmpty();
            }

            /** What is not cleaned up stays noted, so that it will be. */
            @Override
            public void nothingIsLeft(String failedStep) {
                boolean there = world.machine.defined().stream()
                        .anyMatch(spec -> spec.vm().equals(vm));
                assertThat(world.bean(Remnants.class).on(world.host.id())).hasSize(there ? 1 : 0);
            }

            @Override
            public void close() {
                world.close();
            }
        };
    }
}
