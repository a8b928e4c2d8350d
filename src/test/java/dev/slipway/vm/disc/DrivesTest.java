package dev.slipway.vm.disc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.ImageInUse;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.TwoHosts;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Installing from a disc, and the discs in VMs' drives. */
@SlipwayTest
class DrivesTest {
    @Autowired
    BeanFactory beans;

    private TwoHosts hosts;
    private VmWorld world;
    private Drives drives;

    @BeforeEach
    void build() {
        hosts = new TwoHosts(beans);
        world = hosts.world;
        drives = world.bean(Drives.class);
    }

    @AfterEach
    void leave() {
        hosts.close();
    }

    @Test
    void launchesFromADiscWithAnEmptyDiskOfTheSizeThatWasChosen() {
        var disc = Discs.publish(world);

        var vm = installing(disc);

        var spec = spec(vm);
        assertThat(spec.drives()).containsExactly(Optional.of(Discs.volume(world, disc.version())), Optional.empty());
        assertThat(spec.seed()).isEmpty();
        assertThat(world.machine.volumeNames(world.host.pool()))
                .filteredOn(v -> v.contains(vm.toString()))
                .containsExactly("vm-" + vm + "-disk.qcow2");
        assertThat(Discs.in(world, vm, 1)).hasValue(disc.version());
        assertThat(world.view(vm).newerImage()).isEmpty();
        world.assertUsed(1, 1);
        world.ended(world.deletions.forGood(vm, world.actor));
        world.assertNothingOnHost(vm);
        world.assertUsed(0, 0);
        assertThat(Discs.isNeeded(world, disc)).isFalse();
    }

    @Test
    void everyVmHasTwoDrivesThatAreEmptyAtFirst() {
        var vm = world.running("web-1");

        assertThat(spec(vm).drives()).containsExactly(Optional.empty(), Optional.empty());
        assertThat(drives.of(vm, world.actor)).containsExactly(Drive.empty(1), Drive.empty(2));
    }

    @Test
    void aSecondDiscGoesBesideTheFirstWhileItRuns() {
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);
        var vm = installing(system);

        done(drives.insert(vm, 2, drivers.version(), world.actor));

        assertDiscs(vm, system.version(), drivers.version());
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        done(drives.eject(vm, 1, world.actor));
        assertDiscs(vm, null, drivers.version());
        assertThat(Discs.isNeeded(world, system)).isFalse();
        // What was taken out is not in it after the next start either.
        done(world.vms.forceOff(vm, world.actor));
        done(world.vms.start(vm, world.actor));
        assertDiscs(vm, null, drivers.version());
    }

    @Test
    void discsOfAStoppedVmAreInItWhenItStarts() {
        var disc = Discs.publish(world);
        var vm = world.stopped("web-1");

        done(drives.insert(vm, 1, disc.version(), world.actor));

        assertDiscs(vm, disc.version(), null);
        assertThat(world.machine.calls(SimulatedCall.CHANGE_DISC)).isZero();
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        done(world.vms.start(vm, world.actor));
        assertDiscs(vm, disc.version(), null);
    }

    @Test
    void aVmThatWasStartedWithoutDrivesSaysSoAndStaysAsItWas() {
        var disc = Discs.publish(world);
        var vm = world.stopped("old-1");
        world.machine.virsh().define(spec(vm).with(List.of()));
        world.machine.virsh().start(vm.value());
        world.awaitStatus(vm, VmStatus.RUNNING);

        var end = world.ended(drives.insert(vm, 1, disc.version(), world.actor));

        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(end.message()).contains("before it had a drive");
        assertThat(Discs.in(world, vm, 1)).isEmpty();
        assertThat(Discs.isNeeded(world, disc)).isFalse();
    }

    @Test
    void discsGoAlongToAnotherHost() {
        var disc = Discs.publish(world);
        var vm = installing(disc);
        var written = world.machine.written(hosts.disk(vm));

        moved(vm);

        assertThat(hosts.second.written(hosts.disk(vm))).isEqualTo(written);
        assertThat(specOn(hosts.second, vm).drives())
                .containsExactly(Optional.of(Discs.volume(world, disc.version())), Optional.empty());
        done(world.vms.forceOff(vm, world.actor));
        moved(vm);
        assertThat(world.machine.written(hosts.disk(vm))).isEqualTo(written);
        done(world.vms.start(vm, world.actor));
        assertDiscs(vm, disc.version(), null);
    }

    @Test
    void whatIsInADriveIsNotDeletedAndItsCopyStays() {
        var disc = Discs.publish(world);
        var vm = world.running("web-1");
        done(drives.insert(vm, 2, disc.version(), world.actor));
        var curated = world.bean(CuratedImages.class);

        assertThat(Discs.isNeeded(world, disc)).isTrue();
        assertThatThrownBy(() -> curated.delete(disc.version(), VmWorld.SYSTEM))
                .isInstanceOf(ImageInUse.class)
                .hasMessageContaining("in a drive of a VM: web-1");

        done(drives.eject(vm, 2, world.actor));
        curated.delete(disc.version(), VmWorld.SYSTEM);
    }

    @Test
    void aDiscThatAVmWasInstalledFromCanGoWhenItIsTakenOut() {
        var disc = Discs.publish(world);
        var vm = installing(disc);
        done(drives.eject(vm, 1, world.actor));

        world.bean(CuratedImages.class).delete(disc.version(), VmWorld.SYSTEM);

        done(world.vms.forceOff(vm, world.actor));
        done(world.vms.start(vm, world.actor));
        moved(vm);
        done(world.deletions.forGood(vm, world.actor));
    }

    @Test
    void refusesWithASentenceWhatIsNotToBe() {
        var disc = Discs.publish(world);
        var vm = world.running("web-1");
        var version = disc.version();

        assertRefused(InvalidRequest.class, "no-such-drive", () -> drives.insert(vm, 3, version, world.actor));
        assertRefused(InvalidRequest.class, "no-such-drive", () -> drives.eject(vm, 0, world.actor));
        assertRefused(
                InvalidRequest.class,
                "image-is-no-disc",
                () -> drives.insert(vm, 1, world.image.version(), world.actor));
        assertRefused(Conflict.class, "drive-empty", () -> drives.eject(vm, 1, world.actor));
        assertRefused(NotFound.class, "not-found", () -> drives.insert(vm, 1, ImageVersionId.random(), world.actor));
        var viewer = world.member("eve", Role.PROJECT_VIEWER);
        assertThat(drives.of(vm, viewer)).hasSize(2);
        assertThatThrownBy(() -> drives.insert(vm, 1, version, viewer)).isInstanceOf(Forbidden.class);
        done(drives.insert(vm, 1, version, world.actor));
        assertRefused(Conflict.class, "disc-there", () -> drives.insert(vm, 1, version, world.actor));
        world.bean(CuratedImages.class).mark(version, ImageState.RETIRED, Optional.empty(), VmWorld.SYSTEM);
        assertRefused(Conflict.class, "image-retired", () -> drives.insert(vm, 2, version, world.actor));
    }

    @Test
    void nobodyInterferesWhileADiscIsBeingChanged() {
        var disc = Discs.publish(world);
        var vm = world.running("web-1");
        world.machine.fail(SimulatedCall.CHANGE_DISC, Fault.busy().always());

        var operation = drives.insert(vm, 1, disc.version(), world.actor);

        assertRefused(Conflict.class, "busy", () -> world.vms.forceOff(vm, world.actor));
        assertRefused(Conflict.class, "busy", () -> drives.eject(vm, 1, world.actor));
        assertThat(Discs.isNeeded(world, disc)).as("on its way").isTrue();
        world.bean(Operations.class).cancel(operation, world.actor);
        world.machine.recover();
        world.ended(operation);
    }

    private VmId installing(ImageView disc) {
        var launched = Discs.launch(world, disc, "install-1");
        done(launched.operation());
        return launched.vm();
    }

    /** Not back to where something of it is still to be removed. */
    private void moved(VmId vm) {
        VmWorld.await().until(() -> hosts.rows("vm_leftover", vm) == 0);
        done(world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM));
    }

    private void done(OperationId operation) {
        var end = world.ended(operation);
        assertThat(end.state()).as(end.message()).isEqualTo(OperationState.DONE);
    }

    private void assertDiscs(VmId vm, ImageVersionId first, ImageVersionId second) {
        assertThat(spec(vm).drives())
                .containsExactlyElementsOf(Stream.of(Optional.ofNullable(first), Optional.ofNullable(second))
                        .map(version -> version.map(v -> Discs.volume(world, v)))
                        .toList());
        assertThat(Discs.in(world, vm, 1)).isEqualTo(Optional.ofNullable(first));
        assertThat(Discs.in(world, vm, 2)).isEqualTo(Optional.ofNullable(second));
    }

    private DomainSpec spec(VmId vm) {
        return specOn(world.machine, vm);
    }

    private static DomainSpec specOn(SimulatedHost machine, VmId vm) {
        return machine.defined().stream()
                .filter(spec -> spec.vm().equals(vm))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Class<? extends Problem> type, String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(type, p -> assertThat(p.code()).isEqualTo(code));
    }
}
