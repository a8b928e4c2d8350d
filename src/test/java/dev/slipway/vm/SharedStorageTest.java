package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.placement.Placements;
import dev.slipway.storage.SharedStorage;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StoragePools;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.lost.LostHosts;
import dev.slipway.vm.lost.Remnants;
import dev.slipway.vm.move.MigrationTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two hosts whose pools for VMs are the same storage, and one that has its own. */
@SlipwayTest
class SharedStorageTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private SimulatedHost twin;
    private HostId twinId;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        twin = world.smallerHost(other -> other.withStorageOf(world.machine));
        twinId = world.hostOf(twin);
        VmWorld.await().until(() -> pool(world.host.id()).sharedWith().contains(twinId));
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void isRecognisedByItselfAndOnlyWhereItIsTheSame() {
        var third = world.hostOf(world.smallerHost());

        assertThat(pool(world.host.id()).sharedWith()).containsExactly(twinId);
        assertThat(pool(twinId).sharedWith()).containsExactly(world.host.id());
        assertThat(pool(third).sharedWith()).isEmpty();
        // What tells them apart is nothing to administrators.
        assertThat(world.bean(StoragePools.class).volumes(pool(twinId).id(), VmWorld.SYSTEM))
                .isEmpty();
    }

    @Test
    void aCopyOfAnotherPoolsFilesIsNotTheSame() {
        var third = world.smallerHost();
        var mark = world.machine.marks(world.host.pool()).getFirst();
        third.virsh().createVolume(new VolumeRef(world.host.pool(), mark), 1);

        refresh(world.hostOf(third));

        assertThat(pool(world.hostOf(third)).sharedWith()).isEmpty();
    }

    @Test
    void stopsToBeOneWhenOneHostHasLostIt() {
        twin.withStorageOf(world.smallerHost());

        refresh(twinId);

        VmWorld.await().untilAsserted(() -> {
            assertThat(pool(twinId).sharedWith()).doesNotContain(world.host.id());
            assertThat(pool(world.host.id()).sharedWith()).doesNotContain(twinId);
        });
    }

    @Test
    void anImageIsCopiedThereOnce() {
        var here = world.running("here");
        assertThat(world.placeOf(here)).contains(world.host.id());
        world.bean(Hosts.class).setEnabled(world.host.id(), false, VmWorld.SYSTEM);

        var there = world.running("there");

        assertThat(world.placeOf(there)).contains(twinId);
        assertThat(world.machine.volumeNames(world.host.pool()))
                .filteredOn(v -> v.startsWith("base-"))
                .hasSize(1);
        assertThat(world.bean(JdbcClient.class)
                        .sql("select count(*) from staged_image where host_id in (?, ?)")
                        .params(world.host.id().value(), twinId.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        // The first seeds and marks were uploads, too: only images are counted.
        assertThat(twin.calls(SimulatedCall.UPLOAD)).isEqualTo(1);
    }

    @Test
    void aVolumeBelongsToItsVmOnWhicheverHostItIsLookedAt() {
        var vm = world.running("web-1");
        refresh(twinId);
        var disk = "vm-" + vm + "-disk.qcow2";

        assertThatThrownBy(() ->
                        world.bean(StoragePools.class).deleteVolume(pool(twinId).id(), disk, VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("VM web-1");
    }

    @Test
    void aRunningVmMovesWithoutItsDiskAndIsDeletedOnce() {
        var vm = world.running("web-1");
        var disk = new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2");
        var written = world.machine.written(disk);

        moved(vm);

        assertThat(world.placeOf(vm)).contains(twinId);
        assertThat(twin.written(disk)).isEqualTo(written);
        assertThat(twin.calls(SimulatedCall.CREATE_OVERLAY)).isZero();
        assertThat(world.ended(world.deletions.forGood(vm, world.actor)).state())
                .isEqualTo(OperationState.DONE);
        assertThat(world.machine.volumeNames(world.host.pool())).noneMatch(v -> v.contains(vm.toString()));
    }

    @Test
    void aStoppedVmMovesWithoutItsDisk() {
        var vm = world.stopped("web-1");

        moved(vm);

        assertThat(world.machine.calls(SimulatedCall.DOWNLOAD)).isZero();
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        assertThat(twin.defined()).anyMatch(spec -> spec.vm().equals(vm));
    }

    /** To take one file for two would be to delete it. */
    @Test
    void aHostThatDoesNotSeeTheStorageGetsNoVm() {
        var vm = world.running("web-1");
        twin.fail(SimulatedCall.POOL, Fault.busy().times(3));
        twin.withStorageOf(world.smallerHost());

        var move = world.vms.migrate(vm, Optional.of(twinId), OptionalLong.empty(), VmWorld.SYSTEM);
        VmWorld.await()
                .until(() -> world.view(vm).operation().orElseThrow().message().contains("storage that both share"));
        twin.withStorageOf(world.machine);

        assertThat(world.ended(move).state()).isEqualTo(OperationState.DONE);
        assertThat(twin.volumeNames(world.host.pool())).anyMatch(v -> v.contains(vm.toString()));
    }

    @Test
    void itsRoomIsCountedOnce() {
        world.running("a");
        var alone = world.bean(Placements.class).commitment(world.host.id(), VmWorld.SYSTEM);
        var other = world.bean(Placements.class).commitment(twinId, VmWorld.SYSTEM);

        assertThat(other.promised().diskMib())
                .isEqualTo(alone.promised().diskMib())
                .isPositive();
        assertThat(other.promised().vcpus()).isZero();
        assertThat(other.storage()).isPresent().isEqualTo(alone.storage());
        var most = alone.most().diskMib();
        world.machine.withDiskTakenByOthers(0);
        assertThat(world.bean(SharedStorage.class).andNeighbours(List.of(twinId)))
                .containsExactlyInAnyOrder(twinId, world.host.id());
        assertThat(other.most().diskMib()).isCloseTo(most, org.assertj.core.data.Offset.offset(10L));
    }

    /** Its host was given up while it was launched; the launch went on elsewhere on the same storage. */
    @Test
    void whatIsClearedFromAHostThatIsBackIsNotTheDiskOfALivingVm() {
        world.machine.fail(SimulatedCall.START, Fault.hang().butDoneNevertheless());
        var launched = world.launch("web-1");
        VmWorld.await()
                .until(() -> world.machine.defined().stream()
                        .anyMatch(spec -> spec.vm().equals(launched.vm())));
        world.silence();
        world.bean(LostHosts.class).giveUp(world.host.id(), VmWorld.SYSTEM);
        assertThat(world.ended(launched.operation()).state()).isEqualTo(OperationState.DONE);

        world.machine.recover();

        VmWorld.await()
                .until(() -> world.bean(Remnants.class).on(world.host.id()).isEmpty());
        assertThat(world.machine.defined()).noneMatch(spec -> spec.vm().equals(launched.vm()));
        assertThat(twin.volumeNames(world.host.pool()))
                .filteredOn(v -> v.contains(launched.vm().toString()))
                .hasSize(2);
    }

    private void moved(VmId vm) {
        var end = world.ended(world.vms.migrate(vm, Optional.of(twinId), OptionalLong.empty(), VmWorld.SYSTEM));
        assertThat(end.state()).as(end.message()).isEqualTo(OperationState.DONE);
        assertThat(world.machine.defined()).noneMatch(spec -> spec.vm().equals(vm));
        assertThat(world.bean(MigrationTable.class).leftovers(world.host.id())).isEmpty();
        assertThat(twin.volumeNames(world.host.pool()))
                .filteredOn(v -> v.contains(vm.toString()))
                .hasSize(2);
    }

    private void refresh(HostId host) {
        var pools = world.bean(StoragePools.class);
        assertThat(world.ended(pools.refresh(pool(host).id(), VmWorld.SYSTEM), VmWorld.SYSTEM)
                        .state())
                .isEqualTo(OperationState.DONE);
    }

    private StoragePool pool(HostId host) {
        return VmWorld.await()
                .until(
                        () -> world.bean(StoragePools.class).list(host, VmWorld.SYSTEM).stream()
                                .filter(StoragePool::forVms)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
