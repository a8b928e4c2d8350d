package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import org.springframework.stereotype.Component;

/** The four power verbs. However they end, the VM is there, shown as its host shows it, and charged for what runs. */
final class PowerScenarios {
    private PowerScenarios() {}

    @Component
    static class Start extends PowerScenario {
        Start(ScenarioWorld worlds) {
            super(worlds, Verb.START, false, true);
        }
    }

    @Component
    static class Shutdown extends PowerScenario {
        Shutdown(ScenarioWorld worlds) {
            super(worlds, Verb.SHUTDOWN, true, false);
        }
    }

    @Component
    static class Reboot extends PowerScenario {
        Reboot(ScenarioWorld worlds) {
            super(worlds, Verb.REBOOT, true, true);
        }
    }

    @Component
    static class ForceOff extends PowerScenario {
        ForceOff(ScenarioWorld worlds) {
            super(worlds, Verb.FORCE_OFF, true, false);
        }
    }

    abstract static class PowerScenario implements WorkflowScenario {
        private final ScenarioWorld worlds;
        private final Verb verb;
        private final boolean onBefore;
        private final boolean onAfter;

        PowerScenario(ScenarioWorld worlds, Verb verb, boolean onBefore, boolean onAfter) {
            this.worlds = worlds;
            this.verb = verb;
            this.onBefore = onBefore;
            this.onAfter = onAfter;
        }

        @Override
        public String kind() {
            return verb.kind();
        }

        @Override
        public Trial prepare() {
            var world = worlds.get();
            var name = ScenarioWorld.freshName();
            return new PowerTrial(world, onBefore ? world.running(name) : world.stopped(name));
        }

        private class PowerTrial implements Trial {
            private final VmWorld world;
            private final VmId vm;

            PowerTrial(VmWorld world, VmId vm) {
                this.world = world;
                this.vm = vm;
            }

            @Override
            public OperationId submit() {
                return switch (verb) {
                    case START -> world.vms.start(vm, world.actor);
                    case SHUTDOWN -> world.vms.shutdown(vm, world.actor);
                    case REBOOT -> world.vms.reboot(vm, world.actor);
                    case FORCE_OFF -> world.vms.forceOff(vm, world.actor);
                    case RESTORE -> world.vms.restore(vm, world.actor);
                    case CHANGE_DISC, MIGRATE, PROMOTE, REBUILD ->
                        throw new AssertionError("has a scenario of its own");
                };
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.view(vm).status()).isEqualTo(onAfter ? VmStatus.RUNNING : VmStatus.STOPPED);
                assertThat(isOnAtHost()).isEqualTo(onAfter);
                assertCharged(onAfter);
            }

            /** A start is undone; the others keep what they have done, and a guest that was asked may follow later. */
            @Override
            public void nothingIsLeft(String failedStep) {
                if (verb == Verb.START) {
                    assertThat(isOnAtHost()).isFalse();
                }
                VmWorld.await().untilAsserted(() -> {
                    var on = isOnAtHost();
                    assertThat(world.view(vm).status()).isEqualTo(on ? VmStatus.RUNNING : VmStatus.STOPPED);
                    assertCharged(on);
                });
            }

            @Override
            public void close() {
                world.ended(world.vms.delete(vm, world.actor));
                world.assertNothingOnHost(vm);
                assertThat(world.used().values()).containsOnly(0L);
            }

            private boolean isOnAtHost() {
                return world.bean(Hypervisors.class)
                        .on(world.host.id())
                        .observe(vm.value())
                        .map(DomainObservation::power)
                        .orElseThrow()
                        .isOn();
            }

            private void assertCharged(boolean running) {
                assertThat(world.used())
                        .containsEntry(Dimension.VMS, 1L)
                        .containsEntry(Dimension.RUNNING_VCPUS, running ? 1L : 0L);
            }
        }
    }
}
