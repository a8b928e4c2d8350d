package dev.slipway.vm.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** The verbs that turn a VM on and off. However they end, the VM is there, shown as its host shows it, and charged for what runs. */
final class PowerScenarios {
    private PowerScenarios() {}

    @Component
    static class Start extends PowerScenario {
        Start(ScenarioWorld worlds) {
            super(worlds, Verb.START, VmStatus.STOPPED, VmStatus.RUNNING);
        }
    }

    @Component
    static class Shutdown extends PowerScenario {
        Shutdown(ScenarioWorld worlds) {
            super(worlds, Verb.SHUTDOWN, VmStatus.RUNNING, VmStatus.STOPPED);
        }
    }

    @Component
    static class Reboot extends PowerScenario {
        Reboot(ScenarioWorld worlds) {
            super(worlds, Verb.REBOOT, VmStatus.RUNNING, VmStatus.RUNNING);
        }
    }

    @Component
    static class Reset extends PowerScenario {
        Reset(ScenarioWorld worlds) {
            super(worlds, Verb.RESET, VmStatus.RUNNING, VmStatus.RUNNING);
        }
    }

    @Component
    static class Pause extends PowerScenario {
        Pause(ScenarioWorld worlds) {
            super(worlds, Verb.PAUSE, VmStatus.RUNNING, VmStatus.PAUSED);
        }
    }

    @Component
    static class Resume extends PowerScenario {
        Resume(ScenarioWorld worlds) {
            super(worlds, Verb.RESUME, VmStatus.PAUSED, VmStatus.RUNNING);
        }
    }

    @Component
    static class ForceOff extends PowerScenario {
        ForceOff(ScenarioWorld worlds) {
            super(worlds, Verb.FORCE_OFF, VmStatus.RUNNING, VmStatus.STOPPED);
        }
    }

    @Component
    static class Hibernate extends PowerScenario {
        Hibernate(ScenarioWorld worlds) {
            super(worlds, Verb.HIBERNATE, VmStatus.RUNNING, VmStatus.HIBERNATED);
        }
    }

    abstract static class PowerScenario implements WorkflowScenario {
        private final ScenarioWorld worlds;
        private final Verb verb;
        private final VmStatus before;
        private final VmStatus after;

        PowerScenario(ScenarioWorld worlds, Verb verb, VmStatus before, VmStatus after) {
            this.worlds = worlds;
            this.verb = verb;
            this.before = before;
            this.after = after;
        }

        @Override
        public String kind() {
            return verb.kind();
        }

        @Override
        public Trial prepare() {
            var world = worlds.get();
            var name = ScenarioWorld.freshName();
            var vm = before == VmStatus.STOPPED ? world.stopped(name) : world.running(name);
            if (before == VmStatus.PAUSED) {
                world.ended(world.vms.pause(vm, world.actor));
            }
            return new PowerTrial(world, vm);
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
                    case RESET -> world.vms.reset(vm, world.actor);
                    case FORCE_OFF -> world.vms.forceOff(vm, world.actor);
                    case RESTORE -> world.vms.restore(vm, world.actor);
                    case PAUSE -> world.vms.pause(vm, world.actor);
                    case RESUME -> world.vms.resume(vm, world.actor);
                    case HIBERNATE -> world.vms.hibernate(vm, world.actor);
                    case SET_PASSWORD,
                            CHANGE_DISC,
                            CREATE_DISK,
                            ATTACH_DISK,
                            DETACH_DISK,
                            GROW_DISK,
                            GROW_OWN_DISK,
                            MIGRATE,
                            PROMOTE,
                            REBUILD,
                            RESIZE,
                            SNAPSHOT,
                            REVERT,
                            DELETE_SNAPSHOT,
                            ADD_NIC,
                            REMOVE_NIC,
                            SET_LINK,
                            CLONE,
                            RESCUE,
                            LEAVE_RESCUE,
                            BACKUP,
                            RESTORE_BACKUP -> throw new AssertionError("has a scenario of its own");
                };
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.view(vm).status()).isEqualTo(after);
                assertThat(atHost().status()).isEqualTo(after);
                assertCharged(atHost().isOn());
            }

            /** A start is undone, and what was hibernated in vain goes on; the others keep what they have done, and a guest that was asked may follow later. */
            @Override
            public void nothingIsLeft(String failedStep) {
                if (verb == Verb.START) {
                    assertThat(atHost().isOn()).isFalse();
                }
                if (verb == Verb.HIBERNATE) {
                    assertThat(atHost()).isEqualTo(ObservedPower.RUNNING);
                }
                VmWorld.await().untilAsserted(() -> {
                    var now = atHost();
                    assertThat(world.view(vm).status()).isEqualTo(now.status());
                    assertCharged(now.isOn());
                });
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(vm, world.actor));
                world.assertNothingOnHost(vm);
                assertThat(world.used().values()).containsOnly(0L);
            }

            private ObservedPower atHost() {
                return ObservedPower.of(
                        world.bean(Hypervisors.class).on(world.host.id()).observe(vm.value()));
            }

            private void assertCharged(boolean running) {
                assertThat(world.used())
                        .containsEntry(Dimension.VMS, 1L)
                        .containsEntry(Dimension.RUNNING_VCPUS, running ? 1L : 0L);
            }
        }
    }
}
