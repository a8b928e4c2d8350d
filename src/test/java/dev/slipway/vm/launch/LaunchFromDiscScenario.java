package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.disc.Discs;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From a disc, with another one beside it. */
@Component
class LaunchFromDiscScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    LaunchFromDiscScenario(ScenarioWorld worlds) {
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
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);
        var wish = new DiscWish(Optional.of(drivers.version()), Optional.empty());
        return new Trial() {
            private Launched launched;

            @Override
            public OperationId submit() {
                launched = Discs.launch(world, system, ScenarioWorld.freshName(), wish);
                return launched.operation();
            }

            @Override
            public void everythingIsDone() {
                var vm = launched.vm();
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.machine.defined())
                        .filteredOn(spec -> spec.vm().equals(vm))
                        .singleElement()
                        .satisfies(spec -> assertThat(spec.drives())
                                .containsExactly(
                                        Optional.of(Discs.volume(world, system.version())),
                                        Optional.of(Discs.volume(world, drivers.version()))));
                assertThat(Discs.isNeeded(world, drivers)).isTrue();
                world.ended(world.deletions.forGood(vm, world.actor));
                nothingIsNeeded();
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(world.view(launched.vm()).status()).isEqualTo(VmStatus.FAILED);
                nothingIsNeeded();
                world.ended(world.deletions.forGood(launched.vm(), world.actor));
            }

            private void nothingIsNeeded() {
                world.assertNothingOnHost(launched.vm());
                assertThat(Discs.isNeeded(world, system)).isFalse();
                assertThat(Discs.isNeeded(world, drivers)).isFalse();
                assertThat(world.used()).isEqualTo(before);
            }
        };
    }
}
