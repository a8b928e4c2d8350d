package dev.slipway.vm.disc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.state.Verb;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Another disc in place of the one that it was launched from, while it runs. */
@Component
class ChangeDiscScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    ChangeDiscScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.CHANGE_DISC.kind();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var first = Discs.publish(world);
        var second = Discs.publish(world);
        var launched = Discs.launch(world, first, ScenarioWorld.freshName());
        world.ended(launched.operation());
        var vm = launched.vm();
        var charged = world.used();
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.bean(Drives.class).insert(vm, 1, second.version(), world.actor);
            }

            @Override
            public void everythingIsDone() {
                assertIn(second.version());
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                assertIn(first.version());
                // What did not come is needed no more.
                assertThat(Discs.isNeeded(world, second)).isFalse();
            }

            private void assertIn(ImageVersionId version) {
                assertThat(Discs.in(world, vm, 1)).isEqualTo(Optional.of(version));
                var disc = Discs.volume(world, version);
                assertThat(world.machine.defined())
                        .filteredOn(spec -> spec.vm().equals(vm))
                        .singleElement()
                        .satisfies(
                                spec -> assertThat(spec.drives()).containsExactly(Optional.of(disc), Optional.empty()));
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.used()).isEqualTo(charged);
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
