package dev.slipway.vm.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Sizes;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.placement.Placements;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** A VM that is off gets twice of everything. */
@Component
class ResizeVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    ResizeVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.RESIZE.kind();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var small = world.size.resources();
        var large = new Resources(2 * small.vcpus(), 2 * small.memoryMib(), 2 * small.diskMib());
        var size = world.bean(Sizes.class).create(ScenarioWorld.freshName(), large, VmWorld.SYSTEM);
        var vm = world.stopped(ScenarioWorld.freshName());
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.bean(Resizes.class).resize(vm, new SizeWish.Curated(size.id()), world.actor);
            }

            @Override
            public void everythingIsDone() {
                is(large);
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                is(small);
            }

            private void is(Resources resources) {
                assertThat(world.view(vm).resources()).isEqualTo(resources);
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                assertThat(world.used())
                        .containsEntry(Dimension.VMS, 1L)
                        .containsEntry(Dimension.VCPUS, (long) resources.vcpus())
                        .containsEntry(Dimension.MEMORY_MIB, resources.memoryMib())
                        .containsEntry(Dimension.DISK_MIB, resources.diskMib())
                        .containsEntry(Dimension.RUNNING_VCPUS, 0L);
                assertThat(world.bean(Placements.class)
                                .commitment(world.host.id(), VmWorld.SYSTEM)
                                .promised())
                        .isEqualTo(resources);
                DomainSpec spec = world.machine.defined().stream()
                        .filter(s -> s.vm().equals(vm))
                        .findFirst()
                        .orElseThrow();
                assertThat(spec.vcpus()).isEqualTo(resources.vcpus());
                assertThat(spec.memoryMib()).isEqualTo(resources.memoryMib());
                assertThat(OwnDiskOnHost.capacityMib(world, vm)).isEqualTo(resources.diskMib());
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
