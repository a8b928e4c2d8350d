package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditTrail;
import dev.slipway.catalog.ImageView;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Discs;
import dev.slipway.vm.disc.Drive;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.disc.Drives;
import dev.slipway.vm.disc.ReleaseDiscs;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The second disc of an installation, and the first one that leaves by itself. */
@SlipwayTest
class InstallingTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Drives drives;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        drives = world.bean(Drives.class);
    }

    @AfterEach
    void leave() {
        world.machine.recover();
        world.close();
    }

    @Test
    void aSecondDiscIsInItsDriveFromTheStart() {
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);

        var vm = installing(system, second(drivers));

        assertThat(spec(vm).drives())
                .containsExactly(
                        Optional.of(Discs.volume(world, system.version())),
                        Optional.of(Discs.volume(world, drivers.version())));
        assertThat(world.machine.calls(SimulatedCall.CHANGE_DISC)).isZero();
        assertThat(Discs.isNeeded(world, drivers)).isTrue();
        assertThat(Discs.in(world, vm, 2)).hasValue(drivers.version());
        assertThat(details(vm)).anyMatch(words -> words.contains(drivers.name() + " (1) in drive 2."));
        done(world.deletions.forGood(vm, world.actor));
        assertThat(Discs.isNeeded(world, drivers)).isFalse();
    }

    @Test
    void refusesDiscsForWhatInstallsNothingAndWhatIsNoDisc() {
        var system = Discs.publish(world);
        var golden = world.image;

        assertRefused(golden, second(system), InvalidRequest.class, "image-installs-nothing");
        assertRefused(golden, out(true), InvalidRequest.class, "image-installs-nothing");
        assertRefused(system, second(golden), InvalidRequest.class, "image-is-no-disc");
        assertRefused(
                system,
                new DiscWish(Optional.of(ImageVersionId.random()), Optional.empty()),
                NotFound.class,
                "not-found");
        world.assertUsed(0, 0);
        // That nothing leaves by itself is kept anyhow.
        done(Discs.launch(world, golden, "plain", out(false)).operation());
    }

    @Test
    void aLaunchWithOtherDiscsIsAnotherLaunch() {
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);
        var plain = new LaunchRequest(
                world.project.id(),
                "install-1",
                system.version(),
                world.size.id(),
                world.network.id(),
                List.of(),
                Optional.empty(),
                Optional.of("k1"));
        var launched = world.vms.launch(plain.with(second(drivers)), world.actor);

        assertThat(world.vms.launch(plain.with(second(drivers)), world.actor)).isEqualTo(launched);
        for (var other : List.of(DiscWish.NONE, second(system), out(false))) {
            assertThatThrownBy(() -> world.vms.launch(plain.with(other), world.actor))
                    .isInstanceOfSatisfying(
                            Conflict.class, e -> assertThat(e.code()).isEqualTo("idempotency-key-reused"));
        }
        done(launched.operation());
    }

    @Test
    void theDiscLeavesWhenTheGuestHasRestartedAndTheOtherStays() {
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);
        var vm = installing(system, second(drivers));
        assertThat(drives.of(vm, world.actor)).extracting(Drive::outAtReboot).containsExactly(true, false);

        world.machine.virsh().rebootFromInside(vm.value());

        awaitFirstDriveEmpty(vm);
        assertThat(spec(vm).drives())
                .containsExactly(Optional.empty(), Optional.of(Discs.volume(world, drivers.version())));
        assertThat(drives.of(vm, world.actor)).extracting(Drive::outAtReboot).containsExactly(false, false);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(Discs.isNeeded(world, system)).isFalse();
        assertThat(details(vm)).anyMatch(words -> words.startsWith("By itself, since its guest has restarted"));

        // Once is all: whatever is put in later is somebody's wish.
        done(drives.insert(vm, 1, system.version(), world.actor));
        world.machine.virsh().rebootFromInside(vm.value());
        world.bean(ReleaseDiscs.class).look();
        assertThat(Discs.in(world, vm, 1)).hasValue(system.version());
        assertThat(ofItsOwn(vm)).hasSize(1);
    }

    @Test
    void theDiscLeavesWhenTheGuestHasShutItselfDown() {
        var vm = installing(Discs.publish(world), DiscWish.NONE);

        world.machine.virsh().haltFromInside(vm.value());

        awaitFirstDriveEmpty(vm);
        done(world.vms.start(vm, world.actor));
        assertThat(spec(vm).drives()).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void theDiscStaysWhateverElseTurnsItOff() {
        var system = Discs.publish(world);
        var vm = installing(system, DiscWish.NONE);

        done(world.vms.forceOff(vm, world.actor));
        done(world.vms.start(vm, world.actor));
        done(world.vms.shutdown(vm, world.actor));
        done(world.vms.start(vm, world.actor));
        world.machine.virsh().crash(vm.value());
        world.awaitStatus(vm, VmStatus.STOPPED);
        done(world.vms.start(vm, world.actor));
        world.machine.virsh().destroy(vm.value());
        world.awaitStatus(vm, VmStatus.STOPPED);
        world.bean(ReleaseDiscs.class).look();

        assertThat(drives.of(vm, world.actor).getFirst().outAtReboot()).isTrue();
        assertThat(Discs.in(world, vm, 1)).hasValue(system.version());
        // A restart that was asked for here is one all the same.
        done(world.vms.start(vm, world.actor));
        done(world.vms.reboot(vm, world.actor));
        awaitFirstDriveEmpty(vm);
    }

    @Test
    void windowsKeepsItsDiscUnlessSomebodySaysSo() {
        var windows = Discs.publish(world, "Microsoft Windows Server 2025");
        var debian = Discs.publish(world);

        assertThat(leaves(windows, DiscWish.NONE)).isFalse();
        assertThat(leaves(windows, out(true))).isTrue();
        assertThat(leaves(debian, DiscWish.NONE)).isTrue();
        assertThat(leaves(debian, out(false))).isFalse();
    }

    @Test
    void waitsUntilNothingElseIsBeingDone() {
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);
        var vm = installing(system, DiscWish.NONE);
        world.machine.fail(SimulatedCall.CHANGE_DISC, Fault.busy().always());
        var other = drives.insert(vm, 2, drivers.version(), world.actor);
        await(() -> world.machine.calls(SimulatedCall.CHANGE_DISC) > 0);

        world.machine.virsh().rebootFromInside(vm.value());
        await(() -> leaving(vm).equals("DUE"));
        world.bean(ReleaseDiscs.class).look();
        assertThat(ofItsOwn(vm)).isEmpty();

        world.machine.recover();
        done(other);
        awaitFirstDriveEmpty(vm);
        assertThat(Discs.in(world, vm, 2)).hasValue(drivers.version());
    }

    @Test
    void isBegunOnceHoweverManyNodesLook() throws Exception {
        var vm = installing(Discs.publish(world), DiscWish.NONE);
        var release = world.bean(ReleaseDiscs.class);
        // As a node left it that died right after it had heard of the restart.
        world.bean(DriveRows.class).restarted(vm);

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = Collections.nCopies(8, (Callable<Boolean>) () -> {
                release.look();
                return true;
            });
            for (var look : nodes.invokeAll(looks)) {
                assertThat(look.get()).isTrue();
            }
        }

        awaitFirstDriveEmpty(vm);
        assertThat(ofItsOwn(vm)).hasSize(1);
    }

    @Test
    void whoeverTakesItOutByHandHasTakenItOut() {
        var system = Discs.publish(world);
        var vm = installing(system, DiscWish.NONE);

        done(drives.eject(vm, 1, world.actor));
        world.machine.virsh().rebootFromInside(vm.value());
        world.bean(ReleaseDiscs.class).look();

        assertThat(leaving(vm)).isEqualTo("STAYS");
        assertThat(ofItsOwn(vm)).isEmpty();
    }

    @Test
    void aRestartThatNobodyHeardOfLeavesItIn() {
        var system = Discs.publish(world);
        var vm = installing(system, DiscWish.NONE);
        world.silence();

        world.machine.virsh().rebootFromInside(vm.value());
        world.machine.recover();
        await(() -> world.view(vm).status() == VmStatus.RUNNING);
        world.bean(ReleaseDiscs.class).look();

        assertThat(Discs.in(world, vm, 1)).hasValue(system.version());
        assertThat(leaving(vm)).isEqualTo("AT_REBOOT");
        done(drives.eject(vm, 1, world.actor));
    }

    @Test
    void aLaunchThatBeginsAnewElsewhereBeginsWithItsDiscs() {
        var other = world.smallerHost();
        var system = Discs.publish(world);
        world.machine.withDeadline(Duration.ofSeconds(3));
        world.machine.fail(SimulatedCall.START, Fault.hang());
        world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED).always());

        var launched = Discs.launch(world, system, "install-1", DiscWish.NONE);
        await(() -> world.machine.calls(SimulatedCall.START) > 0);
        // It has restarted before it was given up there.
        world.bean(DriveRows.class).restarted(launched.vm());
        done(launched.operation());

        assertThat(other.defined()).anyMatch(spec -> spec.vm().equals(launched.vm()));
        world.bean(ReleaseDiscs.class).look();
        assertThat(leaving(launched.vm())).isEqualTo("AT_REBOOT");
        assertThat(Discs.in(world, launched.vm(), 1)).hasValue(system.version());
    }

    @Test
    void showsThatAGuestHasOpenedItsDriveUntilItRestarts() {
        var system = Discs.publish(world);
        var vm = installing(system, out(false));
        var told = details(vm).size();

        world.machine.virsh().openDrive(vm.value(), 0);

        await(() -> onHost(vm, 1)
                .equals(Optional.of(new Drive.OnHost(
                        "sda", Discs.volume(world, system.version()).name(), true))));
        assertThat(Discs.in(world, vm, 1)).hasValue(system.version());
        assertThat(onHost(vm, 2)).isEmpty();
        assertThat(details(vm))
                .as("a guest that plays with its drive fills no audit")
                .hasSize(told);
        // An empty one may be open as long as it likes.
        world.machine.virsh().openDrive(vm.value(), 1);
        world.machine.virsh().rebootFromInside(vm.value());
        await(() -> onHost(vm, 1).isEmpty());
        assertThat(onHost(vm, 2)).isEmpty();

        world.machine.virsh().openDrive(vm.value(), 0);
        await(() -> onHost(vm, 1).isPresent());
        done(drives.eject(vm, 1, world.actor));
        assertThat(onHost(vm, 1)).isEmpty();
    }

    @Test
    void showsWhatSomebodyHasDoneToADriveOnTheHost() {
        var system = Discs.publish(world);
        var vm = installing(system, out(false));
        var other = new VolumeRef(world.host.pool(), "tools.iso");
        world.machine.virsh().createVolume(other, 1);

        world.machine.virsh().changeMedia(vm.value(), 0, Optional.empty());
        await(() -> onHost(vm, 1).equals(Optional.of(new Drive.OnHost("sda", "", false))));
        world.machine.virsh().changeMedia(vm.value(), 1, Optional.of(other));
        await(() ->
                onHost(vm, 2).filter(seen -> seen.file().equals("tools.iso")).isPresent());

        assertThat(Discs.in(world, vm, 1)).hasValue(system.version());
        // The next start from here makes it so again.
        done(world.vms.forceOff(vm, world.actor));
        done(world.vms.start(vm, world.actor));
        await(() -> onHost(vm, 1).isEmpty() && onHost(vm, 2).isEmpty());
    }

    private Optional<Drive.OnHost> onHost(VmId vm, int number) {
        return drives.of(vm, world.actor).get(number - 1).onHost();
    }

    private boolean leaves(ImageView disc, DiscWish wish) {
        var vm = Discs.launch(
                        world,
                        disc,
                        "vm-" + disc.versionLabel() + "-" + wish.hashCode() + "-"
                                + disc.os().length(),
                        wish)
                .vm();
        return drives.of(vm, world.actor).getFirst().outAtReboot();
    }

    private static DiscWish second(ImageView disc) {
        return new DiscWish(Optional.of(disc.version()), Optional.empty());
    }

    private static DiscWish out(boolean out) {
        return new DiscWish(Optional.empty(), Optional.of(out));
    }

    private VmId installing(ImageView disc, DiscWish wish) {
        var launched = Discs.launch(world, disc, "install-1", wish);
        done(launched.operation());
        return launched.vm();
    }

    private void done(OperationId operation) {
        var end = world.ended(operation);
        assertThat(end.state()).as(end.message()).isEqualTo(OperationState.DONE);
    }

    private void awaitFirstDriveEmpty(VmId vm) {
        await(() -> Discs.in(world, vm, 1).isEmpty()
                && world.view(vm).operation().filter(o -> !o.state().isFinal()).isEmpty());
        assertThat(ofItsOwn(vm)).allMatch(o -> o.state() == OperationState.DONE);
    }

    private static void await(Callable<Boolean> condition) {
        VmWorld.await().until(condition);
    }

    private List<OperationView> ofItsOwn(VmId vm) {
        return world.bean(Operations.class).ofTarget(vm.value(), 50).stream()
                .filter(o -> o.requestedBy().equals(ReleaseDiscs.ACTOR.name()))
                .toList();
    }

    private String leaving(VmId vm) {
        return world.bean(JdbcClient.class)
                .sql("select leaving from vm_drive where vm_id = ? and number = 1")
                .param(vm.value())
                .query(String.class)
                .single();
    }

    private List<String> details(VmId vm) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 50), world.actor)
                .map(entry -> entry.detail())
                .getContent();
    }

    private DomainSpec spec(VmId vm) {
        return world.machine.defined().stream()
                .filter(spec -> spec.vm().equals(vm))
                .findFirst()
                .orElseThrow();
    }

    private void assertRefused(ImageView image, DiscWish wish, Class<? extends Problem> type, String code) {
        assertThatThrownBy(() -> Discs.launch(world, image, "refused", wish))
                .isInstanceOfSatisfying(type, p -> assertThat(p.code()).isEqualTo(code));
    }
}
