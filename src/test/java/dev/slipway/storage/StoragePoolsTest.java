package dev.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.operation.OperationState;
import dev.slipway.testing.SlipwayTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Pools are seen as they are on their hosts, and nothing that somebody needs is deleted. */
@SlipwayTest
class StoragePoolsTest {
    @Autowired
    BeanFactory beans;

    private StorageWorld world;

    @BeforeEach
    void build() {
        world = new StorageWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void makesAPoolThatIsUsedAtOnceAndForgetsItWhenAsked() {
        var pool = world.made("archive");

        assertThat(pool.standing()).isEqualTo(PoolStanding.ACTIVE);
        assertThat(pool.path()).isEqualTo("/srv/archive");
        assertThat(pool.forVms()).isFalse();
        assertThat(pool.capacityMib()).isPositive();
        world.done(world.pools().delete(pool.id(), StorageWorld.SYSTEM));
        assertThat(world.pool("archive")).isEmpty();
        assertThatThrownBy(() -> world.pools().get(pool.id(), StorageWorld.SYSTEM))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void doesNotDeleteThePoolForVms() {
        var pool = world.pool("slipway").orElseThrow();

        assertThat(pool.forVms()).isTrue();
        assertThatThrownBy(() -> world.pools().delete(pool.id(), StorageWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("the pool for VMs of host");
    }

    @Test
    void refusesANameThatIsTaken() {
        world.made("archive");

        assertThatThrownBy(() -> world.pools()
                        .create(world.host, StoragePoolDraft.directory("archive", "/srv/other"), StorageWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("has a storage pool archive already");
    }

    @Test
    void leavesNothingOfAPoolThatCouldNotBeMade() {
        world.machine.fail(
                SimulatedCall.CREATE_POOL,
                Fault.answers(dev.slipway.hypervisor.HypervisorProblem.Kind.REFUSED)
                        .always());

        var end = world.ended(world.pools()
                .create(world.host, StoragePoolDraft.directory("archive", "/srv/archive"), StorageWorld.SYSTEM));

        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(world.pool("archive")).isEmpty();
    }

    @Test
    void showsAPoolThatStoppedAndOneThatVanished() {
        var stops = world.made("stops");
        var vanishes = world.made("vanishes");

        world.machine.virsh().stopPool("stops");
        world.machine.virsh().removePool("vanishes");
        world.bean(PoolInspection.class).look(world.host);

        assertThat(world.pool("stops").orElseThrow().standing()).isEqualTo(PoolStanding.STOPPED);
        assertThat(world.pool("vanishes").orElseThrow().standing()).isEqualTo(PoolStanding.GONE);
        world.done(world.pools().start(stops.id(), StorageWorld.SYSTEM));
        assertThat(world.pool("stops").orElseThrow().standing()).isEqualTo(PoolStanding.ACTIVE);
        assertThat(world.ended(world.pools().start(vanishes.id(), StorageWorld.SYSTEM))
                        .state())
                .isEqualTo(OperationState.FAILED);
        world.done(world.pools().delete(vanishes.id(), StorageWorld.SYSTEM));
        assertThat(world.pool("vanishes")).isEmpty();
    }

    @Test
    void deletesAVolumeThatIsNobodys() {
        var pool = world.made("archive");
        world.volume(pool, "old.img");

        assertThat(world.pools().volumes(pool.id(), StorageWorld.SYSTEM))
                .singleElement()
                .satisfies(v -> assertThat(v.owner()).isEmpty());
        world.done(world.pools().deleteVolume(pool.id(), "old.img", StorageWorld.SYSTEM));
        assertThat(world.machine.volumeNames("archive")).isEmpty();
        assertThatThrownBy(() -> world.pools().deleteVolume(pool.id(), "old.img", StorageWorld.SYSTEM))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void saysThatAPoolIsNearlyFull() {
        world.machine.withDiskTakenByOthers(500 * 1024 - 100);
        world.bean(PoolInspection.class).look(world.host);

        assertThat(world.pool("slipway").orElseThrow().low())
                .hasValueSatisfying(s -> assertThat(s).contains("Nearly full", "No more VMs"));
    }

    @Test
    void letsOnlySoManyWorkOnAPoolAtOnceAndNobodyElseWait() {
        var turns = world.bean(PoolTurns.class);
        var deepest = new AtomicInteger();
        nest(turns, deepest, 0);

        assertThat(deepest.get()).isEqualTo(world.bean(StorageSettings.class).turns());
        // All are given back, and another pool had its own all the time.
        assertThat(turns.inTurn(world.host, "slipway", java.util.UUID.randomUUID(), () -> {}))
                .isTrue();
    }

    private void nest(PoolTurns turns, AtomicInteger deepest, int depth) {
        var had = turns.inTurn(world.host, "slipway", java.util.UUID.randomUUID(), () -> {
            deepest.set(depth + 1);
            nest(turns, deepest, depth + 1);
        });
        if (!had) {
            assertThat(turns.inTurn(world.host, "other", java.util.UUID.randomUUID(), () -> {}))
                    .isTrue();
        }
    }
}
