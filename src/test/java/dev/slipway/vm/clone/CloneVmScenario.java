package dev.slipway.vm.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.Numbering;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** A VM that is off becomes two. */
@Component
class CloneVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    CloneVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return CloneVm.KIND;
    }

    /** Whether the one that is cloned runs. */
    boolean runs() {
        return false;
    }

    /** Which of the operations is tried. */
    OperationId tried(VmWorld world, VmId source, Launched clone) {
        return clone.operation();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var source = runs() ? world.running(ScenarioWorld.freshName()) : world.stopped(ScenarioWorld.freshName());
        return new Trial() {
            private Launched clone;

            @Override
            public OperationId submit() {
                var names = new Numbering(ScenarioWorld.freshName(), 1, OptionalInt.empty());
                clone = world.bean(Clones.class)
                        .make(source, new CloneRequest(names, true, runs()), world.actor)
                        .getFirst();
                return tried(world, source, clone);
            }

            @Override
            public void everythingIsDone() {
                untouched();
                assertThat(world.view(clone.vm()).status()).isEqualTo(VmStatus.RUNNING);
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                untouched();
                if (world.view(clone.vm()).status() == VmStatus.FAILED) {
                    assertThat(world.view(clone.vm()).statusReason()).isPresent();
                    world.assertNothingOnHost(clone.vm());
                }
            }

            /** Both operations have ended, and the one that was cloned is as it was. */
            private void untouched() {
                world.ended(clone.operation());
                VmWorld.await()
                        .untilAsserted(() ->
                                assertThat(world.view(source).refusedActions()).doesNotContainKey(VmAction.CLONE));
                assertThat(world.view(source).status()).isEqualTo(runs() ? VmStatus.RUNNING : VmStatus.STOPPED);
                assertThat(world.machine.volumeNames(world.host.pool()))
                        .noneMatch(volume -> volume.contains(source + "-copy"));
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(clone.vm(), world.actor));
                world.assertNothingOnHost(clone.vm());
                world.ended(world.deletions.forGood(source, world.actor));
                world.assertNothingOnHost(source);
                assertThat(world.used()).isEqualTo(before);
            }
        };
    }

    static OperationId loan(VmWorld world, VmId source) {
        return world.bean(Operations.class)
                .ofTarget(source.value(), 1)
                .getFirst()
                .id();
    }
}
