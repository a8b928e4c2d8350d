package dev.slipway.vm.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.UserId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.Launched;
import org.springframework.stereotype.Component;

/** Of one that has waited in a warm pool, paid for by others. */
@Component
class HandOverVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;
    private UserId administrator;

    HandOverVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return HandOverVm.KIND;
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        if (administrator == null) {
            administrator = WarmHall.administrator(world);
        }
        var before = world.used();
        var hall = new WarmHall(world, administrator);
        var pool = hall.filled(1);
        var waiting = hall.waiting().getFirst();
        // From now on no other takes its place, whose steps would meet the trial's faults.
        hall.limit(Dimension.VMS, 0);
        return new Trial() {
            private Launched launched;

            @Override
            public OperationId submit() {
                launched = world.launch(ScenarioWorld.freshName());
                assertThat(launched.vm()).isEqualTo(waiting);
                return launched.operation();
            }

            @Override
            public void everythingIsDone() {
                var vm = launched.vm();
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.machine.defined())
                        .filteredOn(spec -> spec.vm().equals(vm))
                        .singleElement()
                        .satisfies(spec ->
                                assertThat(spec.title()).endsWith(world.view(vm).name()));
                world.ended(world.deletions.forGood(vm, world.actor));
                nothingIsPaid();
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(world.view(launched.vm()).status()).isEqualTo(VmStatus.FAILED);
                nothingIsPaid();
                world.ended(world.deletions.forGood(launched.vm(), world.actor));
            }

            @Override
            public void close() {
                hall.close(pool);
            }

            private void nothingIsPaid() {
                world.assertNothingOnHost(launched.vm());
                assertThat(worlds.hasAddress(launched.vm())).isFalse();
                assertThat(world.used()).isEqualTo(before);
                VmWorld.await()
                        .untilAsserted(
                                () -> assertThat(hall.paid(Dimension.VMS)).isZero());
            }
        };
    }
}
