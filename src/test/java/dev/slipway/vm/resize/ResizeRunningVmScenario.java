package dev.slipway.vm.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Sizes;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** A VM that runs is to have twice of everything at its next start; a disk that has grown under it stays so. */
@Component
class ResizeRunningVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    ResizeRunningVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.RESIZE.kind();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var resizes = world.bean(Resizes.class);
        var small = world.size.resources();
        var large = new Resources(2 * small.vcpus(), 2 * small.memoryMib(), 2 * small.diskMib());
        var size = world.bean(Sizes.class).create(ScenarioWorld.freshName(), large, VmWorld.SYSTEM);
        var vm = world.running(ScenarioWorld.freshName());
        return new Trial() {
            @Override
            public OperationId submit() {
                return resizes.resize(vm, new SizeWish.Curated(size.id()), world.actor);
            }

            @Override
            public void everythingIsDone() {
                is(large);
                assertThat(resizes.waiting(vm, world.actor)).isPresent();
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                is(new Resources(small.vcpus(), small.memoryMib(), OwnDiskOnHost.capacityMib(world, vm)));
                assertThat(resizes.waiting(vm, world.actor)).isEmpty();
            }

            private void is(Resources resources) {
                assertThat(world.view(vm).resources()).isEqualTo(resources);
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.used())
                        .containsEntry(Dimension.VCPUS, (long) resources.vcpus())
                        .containsEntry(Dimension.MEMORY_MIB, resources.memoryMib())
                        .containsEntry(Dimension.DISK_MIB, resources.diskMib())
                        .containsEntry(Dimension.RUNNING_VCPUS, (long) small.vcpus())
                        .containsEntry(Dimension.RUNNING_MEMORY_MIB, small.memoryMib());
                assertThat(world.promised(world.host.id())).isEqualTo(resources);
                assertThat(OwnDiskOnHost.capacityMib(world, vm)).isEqualTo(resources.diskMib());
                assertThat(world.machine.defined().stream()
                                .filter(s -> s.vm().equals(vm))
                                .map(s -> s.vcpus()))
                        .containsExactly(resources.vcpus());
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(vm, world.actor));
                world.assertNothingOnHost(vm);
                assertThat(world.used().values()).containsOnly(0L);
            }
        };
    }
}
