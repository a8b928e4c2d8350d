package dev.slipway.vm.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.rebuild.RebuildVmScenario;
import dev.slipway.vm.state.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Snapshots of a VM that runs: one is taken, gone back to, deleted. */
final class SnapshotScenarios {
    private SnapshotScenarios() {}

    /** What they have in common. */
    private abstract static class OnAVm implements WorkflowScenario.Trial {
        final VmWorld world;
        final Snapshots snapshots;
        final VmId vm;

        OnAVm(VmWorld world) {
            this.world = world;
            snapshots = world.bean(Snapshots.class);
            vm = world.running(ScenarioWorld.freshName());
        }

        SnapshotId take(String name) {
            assertThat(world.ended(snapshots.take(vm, new SnapshotName(name), "", world.actor))
                            .problemCode())
                    .isEmpty();
            return all().stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }

        List<SnapshotView> all() {
            return snapshots.of(vm, world.actor).all();
        }

        /** By the books, on the host, and in what is paid and held. */
        void are(SnapshotId... expected) {
            assertThat(all()).extracting(SnapshotView::id).containsExactlyInAnyOrder(expected);
            assertThat(all()).extracting(SnapshotView::state).allMatch(state -> state == SnapshotState.READY);
            assertThat(world.machine.snapshots(vm.value()))
                    .containsExactlyInAnyOrder(
                            Arrays.stream(expected).map(SnapshotId::value).toArray(UUID[]::new));
            long disk = world.size.resources().diskMib()
                    + all().stream().mapToLong(SnapshotView::diskMib).sum();
            assertThat(world.used()).containsEntry(Dimension.DISK_MIB, disk).containsEntry(Dimension.VMS, 1L);
            assertThat(world.promised(world.host.id()).diskMib()).isEqualTo(disk);
        }

        void free() {
            assertThat(world.view(vm).refusedActions())
                    .doesNotContainKeys(VmAction.REVERT, VmAction.SNAPSHOT, VmAction.DELETE_SNAPSHOT);
        }

        @Override
        public void close() {
            world.ended(world.deletions.forGood(vm, world.actor));
            world.assertNothingOnHost(vm);
            assertThat(world.used().values()).containsOnly(0L);
        }
    }

    @Component
    static class Take implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Take(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.SNAPSHOT.kind();
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                private final SnapshotId first = take("first");

                @Override
                public OperationId submit() {
                    return snapshots.take(vm, new SnapshotName("second"), "", world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(all()).extracting(SnapshotView::standsOn).containsExactly(false, true);
                    are(first, all().getLast().id());
                    free();
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    are(first);
                    assertThat(all()).extracting(SnapshotView::standsOn).containsExactly(true);
                    free();
                }
            };
        }
    }

    @Component
    static class Revert implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Revert(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.REVERT.kind();
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                private final SnapshotId kept = take("kept");
                private final UUID then = world.machine.written(RebuildVmScenario.disk(world, vm));

                {
                    world.ended(world.vms.forceOff(vm, world.actor));
                    world.machine.virsh().writeTo(RebuildVmScenario.disk(world, vm));
                }

                @Override
                public OperationId submit() {
                    return snapshots.revert(vm, kept, false, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.machine.written(RebuildVmScenario.disk(world, vm)))
                            .isEqualTo(then);
                    world.awaitStatus(vm, VmStatus.RUNNING);
                    settled();
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    settled();
                }

                /** However far it got: what runs is paid for, and nothing else. */
                private void settled() {
                    are(kept);
                    VmWorld.await().untilAsserted(() -> {
                        boolean on = world.inventory().domains().stream()
                                .anyMatch(d -> d.domain().equals(vm.value())
                                        && d.power().isOn());
                        assertThat(world.view(vm).status()).isEqualTo(on ? VmStatus.RUNNING : VmStatus.STOPPED);
                        assertThat(world.used())
                                .containsEntry(
                                        Dimension.RUNNING_VCPUS,
                                        on ? world.size.resources().vcpus() : 0L);
                    });
                    free();
                }
            };
        }
    }

    @Component
    static class Delete implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Delete(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.DELETE_SNAPSHOT.kind();
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                private final SnapshotId first = take("first");
                private final SnapshotId second = take("second");

                @Override
                public OperationId submit() {
                    return snapshots.delete(vm, first, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    are(second);
                    assertThat(all().getFirst().parent()).isEmpty();
                    free();
                }

                /** What is deleted on the host is still in the books, until it is deleted again. */
                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(all()).extracting(SnapshotView::id).containsExactly(first, second);
                    assertThat(all()).extracting(SnapshotView::state).containsOnly(SnapshotState.READY);
                    assertThat(world.ended(snapshots.delete(vm, first, world.actor))
                                    .problemCode())
                            .isEmpty();
                    everythingIsDone();
                }
            };
        }
    }
}
