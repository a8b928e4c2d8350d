package dev.slipway.vm.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.Verb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A VM that is off gets a fresh disk of the version that it has. */
@Component
public class RebuildVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    RebuildVmScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return Verb.REBUILD.kind();
    }

    /** What its definition on the host has it start from. */
    public static VolumeRef disk(VmWorld world, VmId vm) {
        return world.machine.defined().stream()
                .filter(spec -> spec.vm().equals(vm))
                .findFirst()
                .orElseThrow()
                .disk();
    }

    /** The names of all its volumes there. */
    static List<String> volumes(VmWorld world, VmId vm) {
        return world.machine.volumeNames(world.host.pool()).stream()
                .filter(name -> name.contains(vm.toString()))
                .toList();
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var vm = world.stopped(ScenarioWorld.freshName());
        var old = disk(world, vm);
        var volumes = Set.copyOf(volumes(world, vm));
        var charged = world.used();
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.bean(Rebuilds.class).rebuild(vm, Optional.empty(), world.actor);
            }

            @Override
            public void everythingIsDone() {
                assertThat(disk(world, vm)).isNotEqualTo(old);
                VmWorld.await().until(() -> !volumes(world, vm).contains(old.name()));
                assertThat(volumes(world, vm))
                        .hasSize(volumes.size())
                        .contains(disk(world, vm).name());
                settled();
            }

            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(disk(world, vm)).isEqualTo(old);
                assertThat(volumes(world, vm)).containsExactlyInAnyOrderElementsOf(volumes);
                settled();
            }

            private void settled() {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                assertThat(world.view(vm).refusedActions()).doesNotContainKeys(VmAction.START, VmAction.REBUILD);
                assertThat(world.used()).isEqualTo(charged);
                assertThat(world.bean(JdbcClient.class)
                                .sql("select count(*) from vm where coming_version_id is not null")
                                .query(Long.class)
                                .single())
                        .isZero();
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(vm, world.actor));
                // The disk that it had before goes when its host is looked at next.
                VmWorld.await().untilAsserted(() -> world.assertNothingOnHost(vm));
                assertThat(world.used()).isEqualTo(before);
            }
        };
    }
}
