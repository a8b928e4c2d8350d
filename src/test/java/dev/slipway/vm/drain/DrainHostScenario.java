package dev.slipway.vm.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.move.MigrationScenarios;
import org.springframework.stereotype.Component;

/** Whatever becomes of it, no VM stops; and a host that was not emptied takes VMs as before. */
@Component
class DrainHostScenario implements WorkflowScenario {
    private final MigrationScenarios.Worlds worlds;

    DrainHostScenario(MigrationScenarios.Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return DrainHost.KIND;
    }

    @Override
    public Trial prepare() {
        var hosts = worlds.get();
        var world = hosts.world;
        var maintenance = world.bean(Maintenance.class);
        var running = world.running(ScenarioWorld.freshName());
        var stopped = world.stopped(ScenarioWorld.freshName());
        var charged = world.used();
        return new Trial() {
            @Override
            public OperationId submit() {
                return maintenance.drain(world.host.id(), true, VmWorld.SYSTEM);
            }

            @Override
            public void everythingIsDone() {
                assertThat(state()).isEqualTo(HostState.MAINTENANCE);
                hosts.assertOnlyOn(hosts.second, running, true);
                hosts.assertOnlyOn(hosts.second, stopped, false);
                assertThat(world.used()).isEqualTo(charged);
                maintenance.end(world.host.id(), VmWorld.SYSTEM);
                assertThat(state()).isEqualTo(HostState.ENABLED);
            }

            /** Moves that were on their way turn round or arrive; either way they end. */
            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(state()).isEqualTo(HostState.ENABLED);
                VmWorld.await().untilAsserted(() -> {
                    assertThat(hosts.rows("vm_migration", running)).isZero();
                    assertThat(hosts.rows("vm_migration", stopped)).isZero();
                });
                assertThat(world.view(running).status()).isEqualTo(VmStatus.RUNNING);
                assertThat(world.view(stopped).status()).isEqualTo(VmStatus.STOPPED);
                assertThat(world.used()).isEqualTo(charged);
            }

            @Override
            public void close() {
                world.ended(world.deletions.forGood(running, world.actor));
                world.ended(world.deletions.forGood(stopped, world.actor));
            }

            private HostState state() {
                return world.bean(Hosts.class)
                        .get(world.host.id(), VmWorld.SYSTEM)
                        .state();
            }
        };
    }
}
