package dev.slipway.vm.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** The disks that VMs start from, larger. */
@SlipwayTest
class OwnDisksTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private OwnDisks disks;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        disks = world.bean(OwnDisks.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void growsWhileItRunsAndWhenItIsOff() {
        var vm = world.running("web-1");

        done(grow(vm, 2048));
        has(vm, 2048);
        assertThat(disks.get(vm, world.actor).note()).isEmpty();
        world.machine.guests().withAgents(false);
        done(grow(vm, 3072));
        has(vm, 3072);
        assertThat(disks.get(vm, world.actor).note())
                .hasValueSatisfying(note -> assertThat(note).contains("growpart", "resize2fs", "cloud-init"));
        world.ended(world.vms.forceOff(vm, world.actor));
        done(grow(vm, 4096));

        has(vm, 4096);
        assertThat(world.view(vm).sizeName()).isEqualTo(world.size.name());
        assertThat(disks.get(vm, world.actor).note()).isPresent();
        done(world.vms.start(vm, world.actor));
        // Its first program makes the file system larger.
        assertThat(disks.get(vm, world.actor).note()).isEmpty();
        has(vm, 4096);
    }

    @Test
    void quotaIsAskedForWhatIsMoreAndTheHostToo() {
        var vm = world.running("web-1");
        world.limit(Dimension.DISK_MIB, 2047);

        var preview = disks.quoteGrowth(vm, new DiskSize(2048), world.actor);
        assertThat(preview.fits()).isFalse();
        assertThat(preview.cost().diskMib())
                .isEqualTo(2048 - world.size.resources().diskMib());
        assertThat(preview.cost().vms()).isZero();
        assertThatThrownBy(() -> grow(vm, 2048)).isInstanceOf(QuotaExceeded.class);
        refused("disk-smaller", () -> grow(vm, world.size.resources().diskMib()));
        world.limit(Dimension.DISK_MIB, 1_000_000_000L);
        refused("host-full", () -> grow(vm, 1L << 26));

        has(vm, world.size.resources().diskMib());
        assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.GROW_OWN_DISK);
    }

    @Test
    void isForWhatIsNotKeptInSnapshotsAndForThoseWhoMay() {
        var vm = world.running("web-1");
        var viewer = world.member("vic", Role.PROJECT_VIEWER);
        assertThatThrownBy(() -> disks.grow(vm, new DiskSize(2048), viewer)).isInstanceOf(Forbidden.class);
        assertThat(disks.get(vm, viewer).sizeMib())
                .isEqualTo(world.size.resources().diskMib());

        done(world.bean(Snapshots.class).take(vm, new SnapshotName("one"), "", world.actor));

        refused("vm-has-snapshots", () -> grow(vm, 2048));
    }

    private OperationId grow(VmId vm, long mib) {
        return disks.grow(vm, new DiskSize(mib), world.actor);
    }

    private void done(OperationId operation) {
        assertThat(world.ended(operation).state()).isEqualTo(OperationState.DONE);
    }

    private void has(VmId vm, long mib) {
        assertThat(world.view(vm).resources().diskMib()).isEqualTo(mib);
        assertThat(OwnDiskOnHost.capacityMib(world, vm)).isEqualTo(mib);
        assertThat(world.used()).containsEntry(Dimension.DISK_MIB, mib);
        assertThat(world.promised(world.host.id()).diskMib()).isEqualTo(mib);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
