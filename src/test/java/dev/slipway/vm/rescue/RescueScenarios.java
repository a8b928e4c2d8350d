package dev.slipway.vm.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Discs;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** Into rescue and out of it. However they end, what is shown, charged and started from next is one. */
final class RescueScenarios {
    private RescueScenarios() {}

    @Component
    static class Enter implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Enter(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.RESCUE.kind();
        }

        @Override
        public Trial prepare() {
            var world = worlds.get();
            var vm = off(world);
            return new RescueTrial(world, vm) {
                @Override
                public OperationId submit() {
                    return world.vms.rescue(vm, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.view(vm).status()).isEqualTo(VmStatus.IN_RESCUE);
                    assertThat(discsFirst(world, vm)).isTrue();
                    world.assertUsed(1, 1);
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                    assertThat(world.view(vm).inRescue()).isFalse();
                    world.assertUsed(1, 0);
                }
            };
        }
    }

    @Component
    static class Leave implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Leave(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.LEAVE_RESCUE.kind();
        }

        @Override
        public Trial prepare() {
            var world = worlds.get();
            var vm = off(world);
            world.ended(world.vms.rescue(vm, world.actor));
            return new RescueTrial(world, vm) {
                @Override
                public OperationId submit() {
                    return world.vms.leaveRescue(vm, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                    assertThat(world.view(vm).inRescue()).isFalse();
                    assertThat(discsFirst(world, vm)).isFalse();
                    world.assertUsed(1, 0);
                }

                /** What was done of it stays done: it can be left again, or started. */
                @Override
                public void nothingIsLeft(String failedStep) {
                    VmWorld.await().untilAsserted(() -> {
                        var now = world.view(vm);
                        assertThat(now.status()).isIn(VmStatus.STOPPED, VmStatus.IN_RESCUE);
                        world.assertUsed(1, now.status() == VmStatus.IN_RESCUE ? 1 : 0);
                    });
                }
            };
        }
    }

    private abstract static class RescueTrial implements WorkflowScenario.Trial {
        private final VmWorld world;
        private final VmId vm;

        RescueTrial(VmWorld world, VmId vm) {
            this.world = world;
            this.vm = vm;
        }

        @Override
        public void close() {
            world.ended(world.deletions.forGood(vm, world.actor));
            world.assertNothingOnHost(vm);
            world.assertUsed(0, 0);
        }
    }

    private static VmId off(VmWorld world) {
        var launched = Discs.launch(world, Discs.publish(world), ScenarioWorld.freshName());
        world.ended(launched.operation());
        world.ended(world.vms.forceOff(launched.vm(), world.actor));
        return launched.vm();
    }

    static boolean discsFirst(VmWorld world, VmId vm) {
        return world.machine.defined().stream()
                .filter(spec -> spec.vm().equals(vm))
                .map(DomainSpec::discsFirst)
                .findFirst()
                .orElseThrow();
    }
}
