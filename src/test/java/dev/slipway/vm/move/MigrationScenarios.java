package dev.slipway.vm.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.TwoHosts;
import dev.slipway.vm.VmWorld;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/** To another host, running and stopped. However it ends, the VM is whole on one of the two, and nothing is on the other. */
public final class MigrationScenarios {
    private MigrationScenarios() {}

    @Component
    public static class Worlds {
        private final BeanFactory beans;
        private TwoHosts hosts;

        Worlds(BeanFactory beans) {
            this.beans = beans;
        }

        public synchronized TwoHosts get() {
            if (hosts == null) {
                hosts = new TwoHosts(beans);
            }
            return hosts;
        }

        @PreDestroy
        void close() {
            if (hosts != null) {
                hosts.second.recover();
                hosts.world.machine.recover();
            }
        }
    }

    @Component
    static class Running extends Scenario {
        Running(Worlds worlds) {
            super(worlds, MigrateVm.KIND, true);
        }
    }

    @Component
    static class Stopped extends Scenario {
        Stopped(Worlds worlds) {
            super(worlds, MoveStoppedVm.KIND, false);
        }
    }

    abstract static class Scenario implements WorkflowScenario {
        private final Worlds worlds;
        private final String kind;
        private final boolean running;

        Scenario(Worlds worlds, String kind, boolean running) {
            this.worlds = worlds;
            this.kind = kind;
            this.running = running;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public Trial prepare() {
            var hosts = worlds.get();
            var world = hosts.world;
            var name = ScenarioWorld.freshName();
            var before = world.promised(hosts.secondHost.id());
            var vm = running ? world.running(name) : world.stopped(name);
            var charged = world.used();
            return new Trial() {
                @Override
                public OperationId submit() {
                    return world.vms.migrate(
                            vm, Optional.of(hosts.secondHost.id()), OptionalLong.empty(), VmWorld.SYSTEM);
                }

                @Override
                public void everythingIsDone() {
                    hosts.assertOnlyOn(hosts.second, vm, running);
                    assertThat(world.used()).isEqualTo(charged);
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    hosts.assertOnlyOn(world.machine, vm, running);
                    assertThat(world.used()).isEqualTo(charged);
                    assertThat(world.promised(hosts.secondHost.id())).isEqualTo(before);
                }

                @Override
                public void close() {
                    world.ended(world.deletions.forGood(vm, world.actor));
                    assertThat(world.promised(hosts.secondHost.id())).isEqualTo(before);
                }
            };
        }
    }
}
