package dev.slipway.vm.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Visibility;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.LaunchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** VMs that become images. */
@SlipwayTest
class PromotionsTest {
    @Autowired
    BeanFactory beans;

    @Value("${slipway.state}")
    Path state;

    private VmWorld world;
    private Promotions promotions;
    private Actor manager;

    @BeforeEach
    void open() {
        world = new VmWorld(beans);
        promotions = world.bean(Promotions.class);
        manager = world.member("mia", Role.PROJECT_MANAGER);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aVmIsLaunchedFromWhatAnotherBecame() {
        var vm = world.stopped("model");

        done(promote(vm, "Ours", "1"));

        var image = made(vm);
        assertThat(image.name()).isEqualTo("Ours");
        assertThat(image.system()).isEqualTo(world.image.system());
        assertThat(image.standing().visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(image.releaseNotes()).contains("model").contains(world.image.name());
        var copy = launched("copy", image.version(), world.size.id());
        assertThat(world.view(copy).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(world.view(copy).imageName()).isEqualTo("Ours");
        done(world.vms.start(vm, world.actor));
    }

    @Test
    void vmsOfTheFirstVersionLearnOfTheNext() {
        var model = world.stopped("model");
        done(promote(model, "Ours", "1"));
        var first = made(model);
        var large = world.size(new Resources(1, 256, 2048)).id();
        var grown = launched("grown", first.version(), large);
        done(world.vms.forceOff(grown, world.actor));

        var usual = promotions.propose(grown, manager);
        assertThat(usual.nextOf()).extracting(ImageView::version).containsExactly(first.version());
        done(promotions.promote(
                grown, PromoteVmScenario.request(usual.draft(), "whatever", "2", Optional.of(first)), manager));

        assertThat(made(grown).name()).isEqualTo("Ours");
        assertThat(made(grown).virtualMib()).isEqualTo(2048);
        assertThat(world.view(grown).newerImage())
                .hasValueSatisfying(newer -> assertThat(newer.label()).isEqualTo("2"));
    }

    @Test
    void theSameDiskOnceMoreIsTheSameVersion() {
        var vm = world.stopped("model");
        done(promote(vm, "Ours", "1"));
        var first = made(vm);

        done(promotions.promote(
                vm,
                PromoteVmScenario.request(promotions.propose(vm, manager).draft(), "Ours", "2", Optional.of(first)),
                manager));

        assertThat(promotions.made(vm, manager)).extracting(ImageView::version).containsOnly(first.version());
        assertThat(world.bean(Images.class).versions(first.version(), manager)).hasSize(1);
    }

    @Test
    void refusesWhatRunsUnlessThatWillDo() {
        var vm = world.running("busy");

        assertThatThrownBy(() -> promote(vm, "Ours", "1"))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-on"))
                .hasMessageContaining("Shut it down first");
        assertThat(world.vms.get(vm, manager).refusedActions()).doesNotContainKey(VmAction.PROMOTE);
    }

    @Test
    void aRunningVmRunsOnAndIsNotHeldStill() {
        var vm = world.running("busy");
        var proposal = promotions.propose(vm, manager);
        assertThat(proposal.running())
                .hasValueSatisfying(words -> assertThat(words).contains("agent").contains("release notes"));
        assertThat(proposal.commands()).noneMatch(command -> command.contains("poweroff"));
        world.machine.guests().copyingIn(Duration.ofSeconds(2));
        var disk = new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2");
        var before = world.machine.written(disk);
        var operation = promoteRunning(vm, "Ours");
        VmWorld.await().until(() -> message(operation).contains("Copying its disk on its host"));

        assertThatThrownBy(() -> world.vms.shutdown(vm, world.actor)).hasMessageContaining("being made into an image");
        world.machine.virsh().writeTo(disk);
        done(operation);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(made(vm).releaseNotes()).contains("guest agent held its file systems still");
        assertThat(copies(vm)).isEmpty();
        var copy = launched("copy", made(vm).version(), world.size.id());
        assertThat(world.view(copy).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(world.machine.written(disk)).isNotEqualTo(before);
        assertThat(promotions.propose(copy, manager).nextOf()).isNotEmpty();
    }

    @Test
    void saysOnTheImageThatNoAgentHeldItStill() {
        var vm = world.running("busy");
        world.machine.guests().withAgents(false);

        done(promoteRunning(vm, "Ours"));

        assertThat(made(vm).releaseNotes()).contains("as after a power cut");
    }

    @Test
    void whatWasShutDownMeanwhileByChoiceIsTakenAsItIs() {
        var vm = world.stopped("model");

        done(promoteRunning(vm, "Ours"));

        assertThat(made(vm).releaseNotes()).doesNotContain("while the VM ran");
    }

    @Test
    void nothingComesOfAGuestThatStopsMeanwhile() {
        var vm = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofMinutes(5));
        var operation = promoteRunning(vm, "Ours");
        VmWorld.await().until(() -> message(operation).contains("Copying its disk on its host"));

        world.machine.virsh().haltFromInside(vm.value());

        assertThat(undone(operation).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("stopped while its disk was being copied"));
        world.awaitStatus(vm, VmStatus.STOPPED);
        assertThat(copies(vm)).isEmpty();
        done(promote(vm, "Ours", "1"));
    }

    @Test
    void isStoppedInTheMiddleAndLeavesNothing() {
        var vm = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofMinutes(5));
        var operation = promoteRunning(vm, "Ours");
        VmWorld.await().until(() -> message(operation).contains("Copying its disk on its host"));

        world.bean(dev.slipway.operation.Operations.class).cancel(operation, manager);

        var unused = undone(operation);
        assertThat(copies(vm)).isEmpty();
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        world.machine.guests().copyingIn(Duration.ofMillis(50));
        done(promoteRunning(vm, "Ours"));
    }

    @Test
    void somebodyElsesBackupIsNoneOfOurs() {
        var vm = world.running("busy");
        var disk = new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2");
        var theirs = new VolumeRef(world.host.pool(), "nightly.qcow2");
        world.machine.guests().copyingIn(Duration.ofMinutes(5));
        world.machine.virsh().backupBegin(vm.value(), new DiskBackup(disk, theirs));

        assertThat(undone(promoteRunning(vm, "Ours")).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("Somebody else's backup"));

        assertThat(world.machine.volumeNames(world.host.pool())).contains("nightly.qcow2");
        world.machine.virsh().abortJob(vm.value());
        world.machine.guests().copyingIn(Duration.ofMillis(50));
        done(promoteRunning(vm, "Ours"));
    }

    @Test
    void needsRoomOnItsHostWhileItRuns() {
        var vm = world.running("busy");
        world.machine.withDiskTakenByOthers(500L * 1024);

        assertThat(undone(promoteRunning(vm, "Ours")).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("Shut it down first"));
    }

    @Test
    void theHostGoesOnWhileItIsOutOfReach() {
        var vm = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofSeconds(1));
        var operation = promoteRunning(vm, "Ours");
        VmWorld.await().until(() -> message(operation).contains("Copying its disk on its host"));
        int begun = world.machine.calls(SimulatedCall.BEGIN_BACKUP);
        world.machine.goDown();
        VmWorld.await().until(() -> message(operation).contains("again"));
        world.machine.recover();

        done(operation);
        assertThat(world.machine.calls(SimulatedCall.BEGIN_BACKUP)).isEqualTo(begun);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void isHeldUntilItsTurnHasComeAndEnded() {
        var vm = world.stopped("model");
        var other = world.stopped("other");
        takeAllSlots(other);
        var operation = promote(vm, "Ours", "1");
        VmWorld.await().until(() -> message(operation).contains("Waiting for its turn"));

        for (var verb : List.<java.util.function.Supplier<OperationId>>of(
                () -> world.vms.start(vm, world.actor), () -> world.vms.delete(vm, world.actor))) {
            assertThatThrownBy(verb::get).isInstanceOf(Conflict.class).hasMessageContaining("being made into an image");
        }
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        leaveAllSlots(other);

        done(operation);
        done(world.vms.start(vm, world.actor));
    }

    @Test
    void nothingComesOfAVmThatIsStartedOnItsHostMeanwhile() {
        var vm = world.stopped("model");
        var other = world.stopped("other");
        takeAllSlots(other);
        var operation = promote(vm, "Ours", "1");
        world.machine.virsh().start(vm.value());
        leaveAllSlots(other);

        assertThat(undone(operation).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("started on its host"));
        world.awaitStatus(vm, VmStatus.RUNNING);
        assertThat(promotions.made(vm, manager)).isEmpty();
    }

    @Test
    void nothingComesOfADiskWhoseImageIsNotInTheStoreAnyMore() throws IOException {
        var vm = world.stopped("model");
        var master = state.resolve("images").resolve(world.image.sha256() + ".qcow2");
        var aside = master.resolveSibling("aside-" + UUID.randomUUID());
        Files.move(master, aside);
        try {
            assertThat(undone(promote(vm, "Ours", "1")).problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("publish that very file again"));
        } finally {
            Files.move(aside, master);
        }
        done(promote(vm, "Ours", "1"));
    }

    @Test
    void aDiskThatStandsOnNothingIsTakenAsItIs() {
        var vm = world.stopped("model");
        var disk = new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2");
        world.machine.virsh().removeFile(disk);
        world.machine.virsh().createVolume(disk, 3072);

        done(promote(vm, "Ours", "1"));

        assertThat(made(vm).virtualMib()).isEqualTo(3072);
    }

    @Test
    void nothingComesOfADiskThatIsGone() {
        var vm = world.stopped("model");
        world.machine.virsh().removeFile(new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2"));

        assertThat(undone(promote(vm, "Ours", "1")).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("not on its host"));
        assertThat(PromoteVmScenario.workingFiles(state.resolve("images").resolve("incoming")))
                .isEmpty();
    }

    @Test
    void onlyWhoOwnsImagesThereMakesThem() {
        var vm = world.stopped("model");
        var draft = promotions.propose(vm, manager).draft();
        var request = PromoteVmScenario.request(draft, "Ours", "1", Optional.empty());
        var stranger = new VmWorld(beans);
        try {
            assertThatThrownBy(() -> promotions.promote(vm, request, world.actor))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> promotions.promote(vm, request, stranger.member("eve", Role.PROJECT_MANAGER)))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> promotions.promote(
                            vm, new PromotionRequest(draft, true, Optional.empty(), false, false), manager))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> promotions.promote(
                            vm, PromoteVmScenario.request(draft, "Ours", "1", Optional.of(world.image)), manager))
                    .isInstanceOf(Forbidden.class);
        } finally {
            stranger.close();
        }
    }

    @Test
    void administratorsMakeImagesOfThePlatform() {
        var vm = world.stopped("model");
        var name = "platform " + UUID.randomUUID();
        var draft = PromoteVmScenario.request(
                        promotions.propose(vm, VmWorld.SYSTEM).draft(), name, "1", Optional.empty())
                .draft();

        done(promotions.promote(vm, new PromotionRequest(draft, true, Optional.empty(), false, false), VmWorld.SYSTEM));

        assertThat(made(vm).standing().owner().isPlatform()).isTrue();
    }

    @Test
    void aNewImageHasANameOfItsOwn() {
        var vm = world.stopped("model");
        done(promote(vm, "Ours", "1"));

        assertThatThrownBy(() -> promote(vm, "Ours", "2"))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("image-name-taken"));
    }

    @Test
    void whatIsOnAProjectsDiskGoesToNoOtherProject() {
        var vm = world.stopped("model");
        var other = new VmWorld(beans);
        try {
            var theirs = other.stopped("theirs");
            var theirManager = other.member("max", Role.PROJECT_MANAGER);
            var request = PromoteVmScenario.request(
                    promotions.propose(theirs, theirManager).draft(), "Theirs", "1", Optional.empty());
            other.ended(promotions.promote(theirs, request, theirManager));
            var image = promotions.made(theirs, theirManager).getFirst();

            assertThatThrownBy(() -> promotions.promote(
                            vm,
                            PromoteVmScenario.request(
                                    promotions.propose(vm, manager).draft(), "Ours", "1", Optional.of(image)),
                            VmWorld.SYSTEM))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.code()).isEqualTo("image-elsewhere"));
        } finally {
            other.close();
        }
    }

    private OperationId promote(VmId vm, String name, String label) {
        var usual = promotions.propose(vm, manager).draft();
        return promotions.promote(vm, PromoteVmScenario.request(usual, name, label, Optional.empty()), manager);
    }

    private OperationId promoteRunning(VmId vm, String name) {
        var usual = promotions.propose(vm, manager).draft();
        var draft =
                PromoteVmScenario.request(usual, name, "1", Optional.empty()).draft();
        return promotions.promote(vm, new PromotionRequest(draft, false, Optional.empty(), true, false), manager);
    }

    private List<String> copies(VmId vm) {
        return world.machine.volumeNames(world.host.pool()).stream()
                .filter(volume -> volume.contains(vm + "-copy"))
                .toList();
    }

    private ImageView made(VmId vm) {
        return promotions.made(vm, manager).getFirst();
    }

    private VmId launched(String name, ImageVersionId image, SizeId size) {
        var usual = world.request(name);
        var launched = world.vms.launch(
                new LaunchRequest(
                        usual.project(),
                        name,
                        image,
                        size,
                        usual.network(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                world.actor);
        done(launched.operation());
        return launched.vm();
    }

    private void takeAllSlots(VmId other) {
        for (int slot = 1; slot <= world.bean(PromotionSettings.class).atOnce(); slot++) {
            world.bean(JdbcClient.class)
                    .sql("insert into vm_promotion (id, vm_id, slot, draft, created_at)"
                            + " values (?, ?, ?, '{}', utc_timestamp(6))")
                    .params(UUID.randomUUID(), other.value(), slot)
                    .update();
        }
    }

    private void leaveAllSlots(VmId other) {
        world.bean(JdbcClient.class)
                .sql("delete from vm_promotion where vm_id = ?")
                .param(other.value())
                .update();
    }

    private String message(OperationId operation) {
        return world.bean(dev.slipway.operation.Operations.class)
                .get(operation, VmWorld.SYSTEM)
                .message();
    }

    private void done(OperationId operation) {
        var end = world.ended(operation, VmWorld.SYSTEM);
        assertThat(end.state()).as("state after %s", end.problem()).isEqualTo(OperationState.DONE);
    }

    private OperationView undone(OperationId operation) {
        var end = world.ended(operation, VmWorld.SYSTEM);
        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        return end;
    }
}
