package dev.slipway.vm.nic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkView;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.state.Verb;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Network cards of a VM that runs: one is added, removed, unplugged. */
final class NicScenarios {
    private NicScenarios() {}

    /** What they have in common. */
    private abstract static class OnAVm implements WorkflowScenario.Trial {
        final NicHall hall;
        final VmWorld world;
        final NetworkView network;
        final VmId vm;

        OnAVm(VmWorld world) {
            this.world = world;
            hall = new NicHall(world);
            network = hall.offered();
            vm = world.running(ScenarioWorld.freshName());
        }

        /** By the books and on the host, and free for the next. */
        void has(int cards) {
            assertThat(hall.of(vm)).hasSize(cards);
            hall.agrees(vm);
            assertThat(world.view(vm).refusedActions())
                    .doesNotContainKeys(VmAction.ADD_NIC, VmAction.REMOVE_NIC, VmAction.SET_LINK);
        }

        @Override
        public void close() {
            world.ended(world.deletions.forGood(vm, world.actor));
            world.assertNothingOnHost(vm);
            assertThat(world.used().values()).containsOnly(0L);
        }
    }

    private abstract static class OfAVerb implements WorkflowScenario {
        private final Verb verb;
        private final ScenarioWorld worlds;
        private final Function<VmWorld, Trial> trial;

        OfAVerb(Verb verb, ScenarioWorld worlds, Function<VmWorld, Trial> trial) {
            this.verb = verb;
            this.worlds = worlds;
            this.trial = trial;
        }

        @Override
        public String kind() {
            return verb.kind();
        }

        @Override
        public Trial prepare() {
            return trial.apply(worlds.get());
        }
    }

    @Component
    static class Add extends OfAVerb {
        Add(ScenarioWorld worlds) {
            super(Verb.ADD_NIC, worlds, world -> new OnAVm(world) {
                @Override
                public OperationId submit() {
                    return hall.nics.add(vm, network.id(), world.actor);
                }

                @Override
                public void everythingIsDone() {
                    has(2);
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    has(1);
                }
            });
        }
    }

    @Component
    static class Remove extends OfAVerb {
        Remove(ScenarioWorld worlds) {
            super(Verb.REMOVE_NIC, worlds, world -> new OnAVm(world) {
                private final NicView nic = hall.added(vm, network);

                @Override
                public OperationId submit() {
                    return hall.nics.remove(vm, nic.id(), world.actor);
                }

                @Override
                public void everythingIsDone() {
                    has(1);
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    has(2);
                }
            });
        }
    }

    @Component
    static class Link extends OfAVerb {
        Link(ScenarioWorld worlds) {
            super(Verb.SET_LINK, worlds, world -> new OnAVm(world) {
                private final NicView nic = hall.of(vm).getFirst();

                @Override
                public OperationId submit() {
                    return hall.nics.setLink(vm, nic.id(), false, world.actor);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(hall.of(vm).getFirst().linkUp()).isFalse();
                    has(1);
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(hall.of(vm).getFirst().linkUp()).isTrue();
                    has(1);
                }
            });
        }
    }
}
