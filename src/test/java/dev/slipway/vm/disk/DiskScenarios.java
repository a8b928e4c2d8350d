package dev.slipway.vm.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** Disks of a VM that runs: one is made, attached, detached, grown, deleted. */
final class DiskScenarios {
    private DiskScenarios() {}

    /** What they have in common. */
    private abstract static class OnAVm implements WorkflowScenario.Trial {
        final VmWorld world;
        final DiskHall hall;
        final VmId vm;

        OnAVm(VmWorld world) {
            this.world = world;
            hall = new DiskHall(world);
            vm = world.running(ScenarioWorld.freshName());
        }

        /** By the books, and in what is paid and held. */
        void holds(long mib) {
            hall.holds(hall.own() + mib);
            assertThat(world.view(vm).refusedActions()).doesNotContainKeys(VmAction.ATTACH_DISK, VmAction.DETACH_DISK);
        }

        @Override
        public void close() {
            world.ended(world.deletions.forGood(vm, world.actor));
            hall.all().forEach(disk -> hall.done(hall.disks.delete(disk.id(), world.actor)));
            world.assertNothingOnHost(vm);
            assertThat(hall.volumes()).isEmpty();
            assertThat(world.used().values()).containsOnly(0L);
        }
    }

    @Component
    static class Create implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Create(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.CREATE_DISK.kind();
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                @Override
                public OperationId submit() {
                    return hall.disks.create(vm, new DiskName("data"), DiskHall.SIZE, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    hall.isAttached(hall.named("data").id(), vm);
                    holds(DiskHall.SIZE.mib());
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(hall.all()).isEmpty();
                    assertThat(hall.defined(vm)).isEmpty();
                    assertThat(hall.volumes()).isEmpty();
                    holds(0);
                }
            };
        }
    }

    @Component
    static class Attach implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Attach(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.ATTACH_DISK.kind();
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                private final DiskId disk = hall.detached(vm, "data");

                @Override
                public OperationId submit() {
                    return hall.disks.attach(disk, vm, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    hall.isAttached(disk, vm);
                    holds(DiskHall.SIZE.mib());
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    hall.isDetached(disk);
                    holds(DiskHall.SIZE.mib());
                }
            };
        }
    }

    @Component
    static class Detach implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Detach(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.DETACH_DISK.kind();
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                private final DiskId disk = hall.created(vm, "data");

                @Override
                public OperationId submit() {
                    return hall.disks.detach(disk, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    hall.isDetached(disk);
                    holds(DiskHall.SIZE.mib());
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    hall.isAttached(disk, vm);
                    holds(DiskHall.SIZE.mib());
                }
            };
        }
    }

    /** Of one that is attached, or of one that is not. */
    private static class Growth extends OnAVm {
        private final DiskId disk;

        Growth(VmWorld world, boolean attached) {
            super(world);
            disk = attached ? hall.created(vm, "data") : hall.detached(vm, "data");
        }

        @Override
        public OperationId submit() {
            return hall.disks.grow(disk, new DiskSize(2 * DiskHall.SIZE.mib()), world.actor);
        }

        @Override
        public void everythingIsDone() {
            assertThat(hall.view(disk).sizeMib()).isEqualTo(2 * DiskHall.SIZE.mib());
            settled();
        }

        /** What has grown on its host stays so, and is paid for. */
        @Override
        public void nothingIsLeft(String failedStep) {
            settled();
        }

        private void settled() {
            assertThat(hall.view(disk).state()).isEqualTo(DiskState.READY);
            holds(hall.view(disk).sizeMib());
            assertThat(hall.capacityMib(disk)).isEqualTo(hall.view(disk).sizeMib());
        }
    }

    @Component
    static class Grow implements WorkflowScenario {
        private final ScenarioWorld worlds;

        Grow(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return Verb.GROW_DISK.kind();
        }

        @Override
        public Trial prepare() {
            return new Growth(worlds.get(), true);
        }
    }

    @Component
    static class GrowDetached implements WorkflowScenario {
        private final ScenarioWorld worlds;

        GrowDetached(ScenarioWorld worlds) {
            this.worlds = worlds;
        }

        @Override
        public String kind() {
            return GrowVolume.KIND;
        }

        @Override
        public Trial prepare() {
            return new Growth(worlds.get(), false);
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
            return DeleteDisk.KIND;
        }

        @Override
        public Trial prepare() {
            return new OnAVm(worlds.get()) {
                private final DiskId disk = hall.detached(vm, "data");

                @Override
                public OperationId submit() {
                    return hall.disks.delete(disk, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(hall.all()).isEmpty();
                    assertThat(hall.volumes()).isEmpty();
                    holds(0);
                }

                /** What is deleted on its host is still in the books, until it is deleted again. */
                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(hall.view(disk).state()).isEqualTo(DiskState.READY);
                    hall.done(hall.disks.delete(disk, world.actor));
                    everythingIsDone();
                }
            };
        }
    }
}
