package dev.slipway.vm.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.state.Verb;
import org.springframework.stereotype.Component;

/** The disk grows that a VM runs from; what its guest has seen of that it keeps, and pays for. */
@Component
class GrowOwnDiskScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    GrowOwnDiskScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.GROW_OWN_DISK.kind();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var vm = world.running(ScenarioWorld.freshName());
        var before = world.size.resources().diskMib();
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.bean(OwnDisks.class).grow(vm, new DiskSize(2 * before), world.actor);
            }

            @Override
            public void everythingIsDone() {
                has(2 * before);
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                has(OwnDiskOnHost.capacityMib(world, vm));
            }

            private void has(long mib) {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.view(vm).resources().diskMib()).isEqualTo(mib);
                assertThat(OwnDiskOnHost.capacityMib(world, vm)).isEqualTo(mib);
                assertThat(world.used()).containsEntry(Dimension.DISK_MIB, mib);
                assertThat(world.promised(world.host.id()).diskMib()).isEqualTo(mib);
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
