package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import org.springframework.stereotype.Component;

@Component
class LaunchVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    LaunchVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return LaunchVm.KIND;
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var name = ScenarioWorld.freshName();
        return new Trial() {
            private Launched launched;

            @Override
            public OperationId submit() {
                launched = world.launch(name);
                return launched.operation();
            }

            @Override
            public void everythingIsDone() {
                var vm = launched.vm();
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.machine.defined())
                        .filteredOn(spec -> spec.vm().equals(vm))
                        .hasSize(1);
                assertThat(world.machine.volumeNames(world.host.pool()))
                        .filteredOn(volume -> volume.contains(vm.toString()))
                        .containsExactlyInAnyOrder("vm-" + vm + "-disk.qcow2", "vm-" + vm + "-seed.iso");
                assertThat(worlds.hasAddress(vm)).isTrue();
                world.ended(world.deletions.forGood(vm, world.actor));
                assertThat(worlds.hasAddress(vm)).isFalse();
                assertThat(world.used()).isEqualTo(before);
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                var view = world.view(launched.vm());
                assertThat(view.status()).isEqualTo(VmStatus.FAILED);
                assertThat(view.statusReason()).isPresent();
                world.assertNothingOnHost(launched.vm());
                assertThat(world.used()).isEqualTo(before);
                assertThat(worlds.hasAddress(launched.vm())).isFalse();
                // The name is free again.
                var again = world.launch(name);
                world.ended(again.operation());
                world.ended(world.deletions.forGood(again.vm(), world.actor));
                world.ended(world.deletions.forGood(launched.vm(), world.actor));
            }
        };
    }
}
