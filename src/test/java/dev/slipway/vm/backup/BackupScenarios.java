package dev.slipway.vm.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.rebuild.RebuildVmScenario;
import dev.slipway.vm.state.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is made of a VM, and what is made of that, each of its workflows. */
@Configuration(proxyBeanMethods = false)
class BackupScenarios {
    @Bean
    WorkflowScenario backupOfWhatIsOffScenario(ScenarioWorld worlds, @Value("${slipway.state}") Path state) {
        return new Make(worlds, state, false);
    }

    @Bean
    WorkflowScenario backupOfWhatRunsScenario(ScenarioWorld worlds, @Value("${slipway.state}") Path state) {
        return new Make(worlds, state, true);
    }

    @Bean
    WorkflowScenario restoreBackupScenario(ScenarioWorld worlds) {
        return new Restore(worlds);
    }

    @Bean
    WorkflowScenario restoreAsNewScenario(ScenarioWorld worlds) {
        return new AsNew(worlds);
    }

    @Bean
    WorkflowScenario checkBackupScenario(ScenarioWorld worlds) {
        return new Check(worlds);
    }

    private record Make(ScenarioWorld worlds, Path state, boolean runs) implements WorkflowScenario {
        @Override
        public String kind() {
            return Verb.BACKUP.kind();
        }

        @Override
        public Trial prepare() {
            var hall = new BackupHall(worlds.get());
            var world = hall.world;
            var before = world.used();
            var vm = runs ? world.running(ScenarioWorld.freshName()) : world.stopped(ScenarioWorld.freshName());
            var others = Set.copyOf(BackupHall.files(state));
            return new Trial() {
                @Override
                public OperationId submit() {
                    return hall.backups.make(vm, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(hall.of(vm)).singleElement().satisfies(backup -> {
                        assertThat(backup.state()).isEqualTo(BackupState.READY);
                        assertThat(backup.consistency()).isEqualTo(runs ? Consistency.QUIET : Consistency.OFF);
                        assertThat(backup.file()).isPresent();
                        assertThat(files()).containsExactly(backup.id() + ".qcow2");
                    });
                    untouched();
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(hall.of(vm)).isEmpty();
                    assertThat(files()).isEmpty();
                    untouched();
                }

                private List<String> files() {
                    return BackupHall.files(state).stream()
                            .filter(file -> !others.contains(file))
                            .toList();
                }

                /** The VM is as it was and free again; no copy on its host and no slot is left. */
                private void untouched() {
                    assertThat(world.view(vm).status()).isEqualTo(runs ? VmStatus.RUNNING : VmStatus.STOPPED);
                    assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.BACKUP);
                    assertThat(world.machine.volumeNames(world.host.pool()))
                            .noneMatch(volume -> volume.contains(vm + "-copy"));
                    assertThat(world.bean(JdbcClient.class)
                                    .sql("select count(*) from vm_backup where slot is not null")
                                    .query(Long.class)
                                    .single())
                            .isZero();
                }

                @Override
                public void close() {
                    leave(hall, vm);
                    assertThat(world.used()).isEqualTo(before);
                }
            };
        }
    }

    private record Restore(ScenarioWorld worlds) implements WorkflowScenario {
        @Override
        public String kind() {
            return Verb.RESTORE_BACKUP.kind();
        }

        @Override
        public Trial prepare() {
            var hall = new BackupHall(worlds.get());
            var world = hall.world;
            var before = world.used();
            var vm = world.stopped(ScenarioWorld.freshName());
            var backup = hall.made(vm);
            var old = RebuildVmScenario.disk(world, vm);
            var volumes = Set.copyOf(volumes(world, vm));
            var charged = world.used();
            return new Trial() {
                @Override
                public OperationId submit() {
                    return hall.backups.restore(backup, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    var now = RebuildVmScenario.disk(world, vm);
                    assertThat(now).isNotEqualTo(old);
                    VmWorld.await().until(() -> !volumes(world, vm).contains(old.name()));
                    assertThat(volumes(world, vm)).hasSize(volumes.size()).contains(now.name());
                    settled();
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(RebuildVmScenario.disk(world, vm)).isEqualTo(old);
                    assertThat(volumes(world, vm)).containsExactlyInAnyOrderElementsOf(volumes);
                    settled();
                }

                private void settled() {
                    assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                    assertThat(world.view(vm).refusedActions())
                            .doesNotContainKeys(VmAction.START, VmAction.RESTORE_BACKUP);
                    assertThat(world.used()).isEqualTo(charged);
                    assertThat(hall.view(backup).state()).isEqualTo(BackupState.READY);
                }

                @Override
                public void close() {
                    leave(hall, vm);
                    assertThat(world.used()).isEqualTo(before);
                }
            };
        }
    }

    private record AsNew(ScenarioWorld worlds) implements WorkflowScenario {
        @Override
        public String kind() {
            return BuildFromBackup.KIND;
        }

        @Override
        public Trial prepare() {
            var hall = new BackupHall(worlds.get());
            var world = hall.world;
            var before = world.used();
            var vm = world.stopped(ScenarioWorld.freshName());
            var backup = hall.made(vm);
            return new Trial() {
                private Launched made;

                @Override
                public OperationId submit() {
                    made = hall.backups.restoreAsNew(
                            backup, new RestoreRequest(ScenarioWorld.freshName(), true), world.actor);
                    return made.operation();
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.view(made.vm()).status()).isEqualTo(VmStatus.RUNNING);
                    settled();
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(world.view(made.vm()).status()).isEqualTo(VmStatus.FAILED);
                    assertThat(world.view(made.vm()).statusReason()).isPresent();
                    world.assertNothingOnHost(made.vm());
                    settled();
                }

                private void settled() {
                    assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                    assertThat(hall.view(backup).state()).isEqualTo(BackupState.READY);
                }

                @Override
                public void close() {
                    world.ended(world.deletions.forGood(made.vm(), world.actor));
                    world.assertNothingOnHost(made.vm());
                    leave(hall, vm);
                    assertThat(world.used()).isEqualTo(before);
                }
            };
        }
    }

    private record Check(ScenarioWorld worlds) implements WorkflowScenario {
        @Override
        public String kind() {
            return CheckBackup.KIND;
        }

        @Override
        public Trial prepare() {
            var hall = new BackupHall(worlds.get());
            var vm = hall.world.stopped(ScenarioWorld.freshName());
            BackupId backup = hall.made(vm);
            return new Trial() {
                @Override
                public OperationId submit() {
                    return hall.backups.check(backup, hall.world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(hall.view(backup).check())
                            .hasValueSatisfying(
                                    check -> assertThat(check.whole()).isTrue());
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(hall.view(backup).refusedActions())
                            .doesNotContainKeys(BackupAction.RESTORE, BackupAction.CHECK);
                }

                @Override
                public void close() {
                    leave(hall, vm);
                }
            };
        }
    }

    private static List<String> volumes(VmWorld world, VmId vm) {
        return world.machine.volumeNames(world.host.pool()).stream()
                .filter(name -> name.contains(vm.toString()))
                .toList();
    }

    /** The backups first, to show that they can go while their VM stays. */
    private static void leave(BackupHall hall, VmId vm) {
        hall.of(vm).forEach(backup -> hall.backups.delete(backup.id(), hall.world.actor));
        hall.world.ended(hall.world.deletions.forGood(vm, hall.world.actor));
        // The disk that it had before goes when its host is looked at next.
        VmWorld.await().untilAsserted(() -> hall.world.assertNothingOnHost(vm));
    }
}
