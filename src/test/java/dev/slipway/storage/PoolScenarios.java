package dev.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/** What is done with pools, each on a host of its own. */
final class PoolScenarios {
    private PoolScenarios() {}

    @Component
    static class Create extends PoolScenario {
        Create(BeanFactory beans) {
            super(beans, CreatePool.KIND);
        }

        @Override
        public Trial prepare() {
            var world = new StorageWorld(beans());
            var name = fresh();
            return new PoolTrial(world) {
                @Override
                public OperationId submit() {
                    return world.pools()
                            .create(world.host, StoragePoolDraft.directory(name, "/srv/" + name), StorageWorld.SYSTEM);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.pool(name).orElseThrow().standing()).isEqualTo(PoolStanding.ACTIVE);
                    assertThat(onHost(world, name)).isTrue();
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(onHost(world, name)).isFalse();
                    // An earlier look may still be written down; the name is free again in any case.
                    StorageWorld.await().until(() -> world.pool(name).isEmpty());
                    world.done(submit());
                }
            };
        }
    }

    @Component
    static class Start extends PoolScenario {
        Start(BeanFactory beans) {
            super(beans, StartPool.KIND);
        }

        @Override
        public Trial prepare() {
            var world = new StorageWorld(beans());
            var pool = world.made(fresh());
            world.machine.virsh().stopPool(pool.name());
            return new PoolTrial(world) {
                @Override
                public OperationId submit() {
                    return world.pools().start(pool.id(), StorageWorld.SYSTEM);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.pool(pool.name()).orElseThrow().standing()).isEqualTo(PoolStanding.ACTIVE);
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    world.done(submit());
                    everythingIsDone();
                }
            };
        }
    }

    @Component
    static class Refresh extends PoolScenario {
        Refresh(BeanFactory beans) {
            super(beans, RefreshPool.KIND);
        }

        @Override
        public Trial prepare() {
            var world = new StorageWorld(beans());
            var pool = world.made(fresh());
            world.machine.virsh().createVolume(new dev.slipway.hypervisor.VolumeRef(pool.name(), "found"), 10);
            return new PoolTrial(world) {
                @Override
                public OperationId submit() {
                    return world.pools().refresh(pool.id(), StorageWorld.SYSTEM);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.pools().volumes(pool.id(), StorageWorld.SYSTEM))
                            .extracting(StorageVolume::name)
                            .containsExactly("found");
                }

                @Override
                public void nothingIsLeft(String failedStep) {
                    world.done(submit());
                    everythingIsDone();
                }
            };
        }
    }

    @Component
    static class Delete extends PoolScenario {
        Delete(BeanFactory beans) {
            super(beans, DeletePool.KIND);
        }

        @Override
        public Trial prepare() {
            var world = new StorageWorld(beans());
            var pool = world.made(fresh());
            return new PoolTrial(world) {
                @Override
                public OperationId submit() {
                    return world.pools().delete(pool.id(), StorageWorld.SYSTEM);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(onHost(world, pool.name())).isFalse();
                    assertThat(world.pool(pool.name())).isEmpty();
                }

                /** It can be asked for again. */
                @Override
                public void nothingIsLeft(String failedStep) {
                    assertThat(world.pool(pool.name())).isPresent();
                    world.done(submit());
                    everythingIsDone();
                }
            };
        }
    }

    @Component
    static class DeleteOneVolume extends PoolScenario {
        DeleteOneVolume(BeanFactory beans) {
            super(beans, DeleteVolume.KIND);
        }

        @Override
        public Trial prepare() {
            var world = new StorageWorld(beans());
            var pool = world.made(fresh());
            world.volume(pool, "old.img");
            return new PoolTrial(world) {
                @Override
                public OperationId submit() {
                    return world.pools().deleteVolume(pool.id(), "old.img", StorageWorld.SYSTEM);
                }

                @Override
                public void everythingIsDone() {
                    assertThat(world.machine.volumeNames(pool.name())).isEmpty();
                    assertThat(world.pools().volumes(pool.id(), StorageWorld.SYSTEM))
                            .isEmpty();
                }

                /** What may be gone is found out by looking again. */
                @Override
                public void nothingIsLeft(String failedStep) {
                    world.done(world.pools().refresh(pool.id(), StorageWorld.SYSTEM));
                    if (!world.machine.volumeNames(pool.name()).isEmpty()) {
                        world.done(submit());
                    }
                    everythingIsDone();
                }
            };
        }
    }

    abstract static class PoolScenario implements WorkflowScenario {
        private final BeanFactory beans;
        private final String kind;

        PoolScenario(BeanFactory beans, String kind) {
            this.beans = beans;
            this.kind = kind;
        }

        BeanFactory beans() {
            return beans;
        }

        @Override
        public String kind() {
            return kind;
        }

        static String fresh() {
            return "pool-" + UUID.randomUUID().toString().substring(0, 8);
        }

        static boolean onHost(StorageWorld world, String pool) {
            return world.machine.poolNames().contains(pool);
        }
    }

    abstract static class PoolTrial implements WorkflowScenario.Trial {
        private final StorageWorld world;

        PoolTrial(StorageWorld world) {
            this.world = world;
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
