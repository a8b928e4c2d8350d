package dev.slipway.vm.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.storage.VolumeUse;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.lost.LostHosts;
import dev.slipway.vm.rebuild.Rebuilds;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** Disks that come and go while their VMs stay, and stay when their VMs go. */
@SlipwayTest
class DisksTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private DiskHall hall;
    private Disks disks;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        hall = new DiskHall(world);
        disks = hall.disks;
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void goesFromVmToVmAndStaysWhenTheyGo() {
        var one = world.running("web-1");
        var other = world.stopped("web-2");
        var disk = hall.created(one, "data");
        hall.isAttached(disk, one);
        hall.holds(2 * hall.own() + DiskHall.SIZE.mib());
        assertThat(disks.of(one, world.actor)).extracting(DiskView::id).containsExactly(disk);
        refused("disk-attached", () -> disks.attach(disk, other, world.actor));
        refused("disk-attached", () -> disks.delete(disk, world.actor));

        hall.done(disks.detach(disk, world.actor));
        hall.isDetached(disk);
        hall.holds(2 * hall.own() + DiskHall.SIZE.mib());
        refused("disk-detached", () -> disks.detach(disk, world.actor));
        assertThat(disks.attachable(other, world.actor))
                .extracting(DiskView::id)
                .containsExactly(disk);
        assertThat(disks.places(disk, world.actor))
                .extracting(DiskView.AttachedTo::id)
                .contains(one, other);

        hall.done(disks.attach(disk, other, world.actor));
        hall.isAttached(disk, other);
        world.ended(world.vms.start(other, world.actor));
        hall.isAttached(disk, other);
        world.ended(world.vms.delete(other, world.actor));
        hall.isAttached(disk, other);
        refused("vm-binned", () -> disks.detach(disk, world.actor));
        world.ended(world.deletions.forGood(other, world.actor));
        hall.isDetached(disk);
        world.ended(world.deletions.forGood(one, world.actor));
        hall.holds(DiskHall.SIZE.mib());

        hall.done(disks.delete(disk, world.actor));
        assertThat(hall.all()).isEmpty();
        assertThat(hall.volumes()).isEmpty();
        hall.holds(0);
    }

    @Test
    void growsWhileItsVmRunsIsOffOrIsNone() {
        var vm = world.running("web-1");
        var disk = hall.created(vm, "data");

        hall.done(disks.grow(disk, new DiskSize(3072), world.actor));
        assertThat(view(disk).sizeMib()).isEqualTo(3072);
        assertThat(view(disk).note()).isEmpty();
        world.machine.guests().withAgents(false);
        hall.done(disks.grow(disk, new DiskSize(4096), world.actor));
        assertThat(view(disk).note())
                .hasValueSatisfying(note -> assertThat(note)
                        .contains(
                                "resize2fs /dev/disk/by-id/virtio-" + view(disk).serial()));
        world.ended(world.vms.forceOff(vm, world.actor));
        hall.done(disks.grow(disk, new DiskSize(5120), world.actor));
        hall.done(disks.detach(disk, world.actor));
        hall.done(disks.grow(disk, new DiskSize(6144), world.actor));

        assertThat(view(disk).sizeMib()).isEqualTo(6144);
        assertThat(view(disk).note()).isEmpty();
        hall.holds(hall.own() + 6144);
        assertThatThrownBy(() -> disks.grow(disk, new DiskSize(6144), world.actor))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("6 GiB");
    }

    @Test
    void quotaIsAskedForWhatIsMoreAndRefusedBeforeAnythingIsMade() {
        var vm = world.stopped("web-1");
        world.limit(Dimension.DISK_MIB, hall.own() + DiskHall.SIZE.mib());
        assertThat(disks.quote(vm, new DiskSize(2049), world.actor).fits()).isFalse();
        assertThatThrownBy(() -> disks.create(vm, new DiskName("data"), new DiskSize(2049), world.actor))
                .isInstanceOf(QuotaExceeded.class);
        assertThat(hall.all()).isEmpty();
        assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.ATTACH_DISK);

        var disk = hall.created(vm, "data");
        var preview = disks.quoteGrowth(disk, new DiskSize(3072), world.actor);
        assertThat(preview.fits()).isFalse();
        assertThat(preview.cost().diskMib()).isEqualTo(1024);
        assertThatThrownBy(() -> disks.grow(disk, new DiskSize(3072), world.actor))
                .isInstanceOf(QuotaExceeded.class);

        assertThat(view(disk).state()).isEqualTo(DiskState.READY);
        hall.holds(hall.own() + DiskHall.SIZE.mib());
    }

    @Test
    void aGuestThatDoesNotLetGoKeepsIt() {
        var vm = world.running("web-1");
        var disk = hall.created(vm, "data");
        world.machine.guests().keepingDevices(vm.value(), true);

        var end = hall.ended(disks.detach(disk, world.actor));

        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(end.problemCode()).contains("hypervisor-in-use");
        hall.isAttached(disk, vm);
        world.ended(world.vms.forceOff(vm, world.actor));
        hall.done(disks.detach(disk, world.actor));
        hall.isDetached(disk);
    }

    @Test
    void whatHasDisksKeepsThemWhenItIsBuiltAnewAndIsNotMovedOrKept() {
        world.smallerHost();
        var vm = world.stopped("web-1");
        var disk = hall.created(vm, "data");

        refused("vm-has-disks", () -> world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM));
        refused("vm-has-disks", () -> snapshots().take(vm, new SnapshotName("one"), "", world.actor));
        hall.done(world.bean(Rebuilds.class).rebuild(vm, Optional.empty(), world.actor));
        hall.isAttached(disk, vm);

        hall.done(disks.detach(disk, world.actor));
        hall.done(snapshots().take(vm, new SnapshotName("one"), "", world.actor));
        refused("vm-has-snapshots", () -> disks.attach(disk, vm, world.actor));
        refused("vm-has-snapshots", () -> disks.create(vm, new DiskName("more"), DiskHall.SIZE, world.actor));
    }

    @Test
    void staysOnItsHostAndSaysWhereItCanGo() {
        var vm = world.stopped("web-1");
        var disk = hall.detached(vm, "data");
        var elsewhere = world.smallerHost();
        hall.done(world.vms.migrate(vm, Optional.of(world.hostOf(elsewhere)), OptionalLong.empty(), VmWorld.SYSTEM));

        assertThatThrownBy(() -> disks.attach(disk, vm, world.actor)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("disk-on-other-host");
            assertThat(problem.sentence()).contains("Ask an administrator");
        });
        assertThat(disks.attachable(vm, world.actor)).isEmpty();
        world.running("web-2");
        assertThatThrownBy(() -> disks.attach(disk, vm, world.actor)).hasMessageContaining("a VM there: web-2.");
        world.bean(Hosts.class).setEnabled(world.host.id(), false, VmWorld.SYSTEM);
        world.vms
                .list(
                        new VmQuery(world.project.id(), Optional.of("web-2"), Set.of()),
                        PageRequest.of(0, 5),
                        world.actor)
                .forEach(there -> world.ended(world.deletions.forGood(there.id(), world.actor)));
        assertThatThrownBy(() -> world.bean(Hosts.class).remove(world.host.id(), VmWorld.SYSTEM))
                .hasMessageContaining("disk data of project " + world.project.name());
    }

    @Test
    void comesAlongWhenItsVmIsHandedOver() {
        var vm = world.stopped("web-1");
        var disk = hall.created(vm, "data");
        var tenants = world.bean(Tenants.class);
        var mover = world.bean(Users.class)
                .create(
                        "mover-" + UUID.randomUUID().toString().substring(0, 8),
                        "Mover",
                        "a long enough one",
                        VmWorld.SYSTEM)
                .id();
        var other = tenants.createProject(world.project.tenant(), "other", VmWorld.SYSTEM);
        tenants.setMember(world.project.id(), mover, Role.PROJECT_MANAGER, VmWorld.SYSTEM);
        tenants.setMember(other.id(), mover, Role.PROJECT_MANAGER, VmWorld.SYSTEM);
        var actor = world.bean(Actors.class).of(mover, "192.0.2.9");
        assertThat(world.vms
                        .quoteMove(vm, other.id(), Optional.empty(), actor)
                        .cost()
                        .diskMib())
                .isEqualTo(hall.own() + DiskHall.SIZE.mib());

        world.vms.move(vm, other.id(), Optional.empty(), actor);

        assertThat(hall.all()).isEmpty();
        assertThatThrownBy(() -> view(disk)).isInstanceOf(NotFound.class);
        assertThat(disks.list(other.id(), actor)).extracting(DiskView::id).containsExactly(disk);
        assertThat(disks.get(disk, actor).owner()).isEqualTo(actor.name());
        hall.holds(hall.own() + DiskHall.SIZE.mib());
        hall.done(disks.detach(disk, actor));
        assertThat(world.bean(DiskRemains.class).in(world.project.tenant(), Optional.of(other.id())))
                .containsExactly("1 disk");
        hall.done(disks.delete(disk, actor));
        hall.holds(hall.own());
    }

    @Test
    void namesAreTheProjectsOwnAndAVmHasPlaceForEight() {
        var vm = world.stopped("web-1");
        hall.created(vm, "data");
        refused("disk-name-taken", () -> disks.create(vm, new DiskName("data"), DiskHall.SIZE, world.actor));
        for (int i = 1; i < DataDisk.MOST; i++) {
            hall.created(vm, "data " + i);
        }

        refused("too-many-disks", () -> disks.create(vm, new DiskName("more"), DiskHall.SIZE, world.actor));

        assertThat(hall.defined(vm))
                .extracting(DataDisk::target)
                .containsExactly("vdc", "vdd", "vde", "vdf", "vdg", "vdh", "vdi", "vdj");
        assertThatThrownBy(() -> new DiskName("../etc")).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new DiskSize(1023)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void isNothingToStrangersAndOnlyToBeSeenByViewers() {
        var vm = world.stopped("web-1");
        var disk = hall.created(vm, "data");
        var viewer = world.member("vera", Role.PROJECT_VIEWER);
        var stranger = new VmWorld(beans);
        try {
            assertThatThrownBy(() -> disks.get(disk, stranger.actor)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> disks.detach(disk, stranger.actor)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> disks.attach(disk, vm, stranger.actor)).isInstanceOf(NotFound.class);
        } finally {
            stranger.close();
        }
        assertThat(disks.get(disk, viewer).refusedActions()).containsOnlyKeys(DiskAction.values());
        assertThatThrownBy(() -> disks.grow(disk, new DiskSize(4096), viewer)).isInstanceOf(Forbidden.class);
    }

    @Test
    void itsVolumeIsShownAsItsOwn() {
        var vm = world.stopped("web-1");
        var disk = hall.detached(vm, "data");
        var volume = new VolumeRef(world.host.pool(), DiskRow.volumeName(disk));

        var owners = world.bean(VolumeUse.class).owners(world.host.id(), List.of(volume));

        assertThat(owners.get(volume).words()).isEqualTo("disk data");
        assertThat(world.bean(VolumeUse.class).in(world.host.id(), world.host.pool()))
                .extracting(owner -> owner.words())
                .contains("disk data");
    }

    @Test
    void isLostWithItsHostAndItsVolumeIsTakenAwayWhenThatIsBack() {
        var vm = world.stopped("web-1");
        var attached = hall.created(vm, "attached");
        var detached = hall.detached(vm, "detached");
        world.silence();

        var loss = world.bean(LostHosts.class).consequences(world.host.id(), VmWorld.SYSTEM);
        assertThat(loss.sentences()).contains("2 disks besides VMs' own are lost with all that is on them.");
        assertThat(loss.released().diskMib()).isEqualTo(hall.own() + 2 * DiskHall.SIZE.mib());
        hall.done(world.bean(LostHosts.class).giveUp(world.host.id(), VmWorld.SYSTEM));

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
        assertThat(hall.all()).extracting(DiskView::state).containsOnly(DiskState.LOST);
        hall.holds(0);
        refused("disk-lost", () -> disks.grow(attached, new DiskSize(4096), world.actor));
        hall.done(disks.delete(attached, world.actor));
        hall.done(disks.delete(detached, world.actor));
        assertThat(hall.all()).isEmpty();
        assertThat(hall.volumes()).hasSize(2);
        world.machine.recover();
        VmWorld.await().untilAsserted(() -> assertThat(hall.volumes()).isEmpty());
        world.ended(world.deletions.forGood(vm, world.actor));
    }

    private Snapshots snapshots() {
        return world.bean(Snapshots.class);
    }

    private DiskView view(DiskId disk) {
        return hall.view(disk);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
