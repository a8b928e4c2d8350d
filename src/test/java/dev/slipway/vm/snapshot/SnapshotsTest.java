package dev.slipway.vm.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Images;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Drives;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.rebuild.RebuildVmScenario;
import dev.slipway.vm.rebuild.Rebuilds;
import dev.slipway.vm.resize.Resizes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of VMs, and what becomes of it. */
@SlipwayTest
class SnapshotsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Snapshots snapshots;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        snapshots = world.bean(Snapshots.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void growsATreeAndGoesBackInIt() {
        var vm = world.stopped("web-1");
        var disk = RebuildVmScenario.disk(world, vm);
        var first = take(vm, "first");
        var then = world.machine.written(disk);
        world.machine.virsh().writeTo(disk);
        var second = take(vm, "second");
        world.machine.virsh().writeTo(disk);

        done(snapshots.revert(vm, first, false, world.actor));
        var third = take(vm, "third");

        assertThat(world.machine.written(disk)).isEqualTo(then);
        assertThat(parent(vm, first)).isEmpty();
        assertThat(parent(vm, second)).contains(first);
        assertThat(parent(vm, third)).contains(first);
        assertThat(view(vm, third).standsOn()).isTrue();
        done(snapshots.delete(vm, first, world.actor));
        assertThat(parent(vm, second)).isEmpty();
        assertThat(parent(vm, third)).isEmpty();
        done(snapshots.delete(vm, third, world.actor));
        assertThat(view(vm, second).standsOn()).isFalse();
        holdsDisk(2 * world.size.resources().diskMib());
    }

    @Test
    void costsDiskOnlyAndGoesWithItsVm() {
        var vm = world.running("web-1");
        var before = world.used();
        var size = world.size.resources();

        take(vm, "one");

        assertThat(view(vm).withMemory()).isTrue();
        assertThat(view(vm).diskMib())
                .isBetween(size.diskMib() + size.memoryMib(), size.diskMib() + size.memoryMib() + 64);
        var after = world.used();
        assertThat(after.get(Dimension.DISK_MIB) - before.get(Dimension.DISK_MIB))
                .isEqualTo(view(vm).diskMib());
        before.put(Dimension.DISK_MIB, after.get(Dimension.DISK_MIB));
        assertThat(after).isEqualTo(before);
        holdsDisk(after.get(Dimension.DISK_MIB));
        world.ended(world.deletions.forGood(vm, world.actor));
        assertThat(world.used().values()).containsOnly(0L);
        assertThat(world.promised(world.host.id())).isEqualTo(Resources.NONE);
    }

    @Test
    void isRefusedByQuotaAndNothingIsKept() {
        var vm = world.stopped("web-1");
        long own = world.size.resources().diskMib();
        world.limit(Dimension.DISK_MIB, 2 * own - 1);

        assertThat(snapshots.quote(vm, world.actor).fits()).isFalse();
        assertThat(snapshots.quote(vm, world.actor).cost().diskMib()).isEqualTo(own);
        assertThatThrownBy(() -> take(vm, "one")).isInstanceOf(QuotaExceeded.class);

        assertThat(snapshots.of(vm, world.actor).all()).isEmpty();
        assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.SNAPSHOT);
        holdsDisk(own);
    }

    @Test
    void isRefusedByAFullHost() {
        var vm = world.stopped("web-1");
        world.bean(JdbcClient.class)
                .sql("update host_capacity set disk_mib = disk_mib + 1000000000 where host_id = ?")
                .param(world.host.id().value())
                .update();

        refused("host-full", () -> take(vm, "one"));
    }

    @Test
    void goesBackThoughNothingIsLeftOfTheQuota() {
        var vm = world.stopped("web-1");
        var one = take(vm, "one");
        world.limit(Dimension.DISK_MIB, 1);
        world.limit(Dimension.VMS, 0);
        world.limit(Dimension.RUNNING_VCPUS, 0);

        done(snapshots.revert(vm, one, false, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
    }

    @Test
    void whatWouldRunAgainIsPaidForOrLeftOff() {
        var vm = world.running("web-1");
        var disk = RebuildVmScenario.disk(world, vm);
        var one = take(vm, "one");
        var then = world.machine.written(disk);
        world.ended(world.vms.forceOff(vm, world.actor));
        world.machine.virsh().writeTo(disk);
        world.limit(Dimension.RUNNING_VCPUS, 0);

        assertThatThrownBy(() -> snapshots.revert(vm, one, false, world.actor)).isInstanceOf(QuotaExceeded.class);
        done(snapshots.revert(vm, one, true, world.actor));

        assertThat(world.machine.written(disk)).isEqualTo(then);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.used()).containsEntry(Dimension.RUNNING_VCPUS, 0L);
    }

    @Test
    void runsOnAndIsPaidForAsRunning() {
        var vm = world.running("web-1");
        var one = take(vm, "one");
        world.ended(world.vms.forceOff(vm, world.actor));

        done(snapshots.revert(vm, one, false, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(world.used()).containsEntry(Dimension.RUNNING_VCPUS, (long)
                world.size.resources().vcpus());
        assertThat(wanted(vm)).isEqualTo("ON");
    }

    @Test
    void whatRunsIsOffWhereItWasOff() {
        var vm = world.stopped("web-1");
        var one = take(vm, "one");
        world.ended(world.vms.start(vm, world.actor));

        done(snapshots.revert(vm, one, false, world.actor));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.used()).containsEntry(Dimension.RUNNING_VCPUS, 0L);
        assertThat(wanted(vm)).isEqualTo("OFF");
    }

    @Test
    void keepsTheDiscsThatItHasNow() {
        var vm = world.running("web-1");
        var one = take(vm, "one");
        var disc = IsoSamples.published(world.bean(Images.class));
        done(world.bean(Drives.class).insert(vm, 1, disc.version(), world.actor));
        refused("disc-in-drive", () -> take(vm, "two"));

        done(snapshots.revert(vm, one, false, world.actor));

        assertThat(world.machine.defined().getFirst().drives().getFirst()).isPresent();
    }

    @Test
    void whatHasSnapshotsStaysAsLargeAndWhereItIs() {
        var vm = world.stopped("web-1");
        take(vm, "one");

        assertThat(world.view(vm).refusedActions())
                .containsKeys(VmAction.RESIZE, VmAction.REBUILD, VmAction.PROMOTE)
                .doesNotContainKeys(VmAction.START, VmAction.DELETE, VmAction.CHANGE_DISC);
        var large = world.size(new Resources(2, 512, 2048));
        refused(
                "vm-has-snapshots",
                () -> world.bean(Resizes.class).resize(vm, new SizeWish.Curated(large.id()), world.actor));
        refused("vm-has-snapshots", () -> world.bean(Rebuilds.class).rebuild(vm, Optional.empty(), world.actor));
        refused(
                "vm-has-snapshots",
                () -> world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM));
    }

    @Test
    void hasNoMoreThanTheMostAndNoNameTwice() {
        var vm = world.stopped("web-1");
        take(vm, "one");
        refused("snapshot-name-taken", () -> take(vm, "one"));
        for (int i = 1; i < snapshots.of(vm, world.actor).most(); i++) {
            world.bean(JdbcClient.class)
                    .sql(
                            "insert into vm_snapshot select ?, vm_id, ?, note, parent_id, with_memory, state, 1, tenant_id,"
                                    + " made_by, made_at from vm_snapshot where vm_id = ? limit 1")
                    .params(UUID.randomUUID(), "copy " + i, vm.value())
                    .update();
        }

        refused("too-many-snapshots", () -> take(vm, "two"));
        refused("snapshot-name", () -> take(vm, " "));
    }

    @Test
    void isUndoneWhenItFails() {
        var vm = world.stopped("web-1");
        world.machine.fail(SimulatedCall.TAKE_SNAPSHOT, Fault.noSpace());

        var ended = world.ended(snapshots.take(vm, new SnapshotName("one"), "", world.actor));

        assertThat(ended.state()).isEqualTo(OperationState.UNDONE);
        assertThat(snapshots.of(vm, world.actor).all()).isEmpty();
        holdsDisk(world.size.resources().diskMib());
    }

    @Test
    void isForThoseWhoMayChangeTheVm() {
        var vm = world.stopped("web-1");
        var one = take(vm, "one");
        var viewer = world.member("vic", Role.PROJECT_VIEWER);

        assertThat(snapshots.of(vm, viewer).all()).hasSize(1);
        assertThatThrownBy(() -> snapshots.revert(vm, one, false, viewer)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> snapshots.delete(vm, one, viewer)).isInstanceOf(Forbidden.class);
        var other = world.stopped("web-2");
        assertThatThrownBy(() -> snapshots.revert(other, one, false, world.actor))
                .isInstanceOf(NotFound.class);
    }

    private SnapshotId take(VmId vm, String name) {
        done(snapshots.take(vm, new SnapshotName(name), "", world.actor));
        return snapshots.of(vm, world.actor).all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void done(OperationId operation) {
        var ended = world.ended(operation);
        assertThat(ended.state()).as("%s", ended).isEqualTo(OperationState.DONE);
    }

    private SnapshotView view(VmId vm) {
        return snapshots.of(vm, world.actor).all().getFirst();
    }

    private SnapshotView view(VmId vm, SnapshotId id) {
        return snapshots.of(vm, world.actor).all().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Optional<SnapshotId> parent(VmId vm, SnapshotId id) {
        return view(vm, id).parent();
    }

    private String wanted(VmId vm) {
        return world.bean(JdbcClient.class)
                .sql("select wanted_power from vm where id = ?")
                .param(vm.value())
                .query(String.class)
                .single();
    }

    private void holdsDisk(long mib) {
        assertThat(world.used()).containsEntry(Dimension.DISK_MIB, mib);
        assertThat(world.promised(world.host.id()).diskMib()).isEqualTo(mib);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
