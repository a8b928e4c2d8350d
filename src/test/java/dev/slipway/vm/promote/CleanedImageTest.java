package dev.slipway.vm.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Masters;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.intake.guard.LinuxDisk;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.LaunchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** VMs that become images which say nothing of them: by the real libguestfs. */
@SlipwayTest
@Tag("real")
class CleanedImageTest {
    private static final Duration CLEANED = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Autowired
    BeanFactory beans;

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
    void nothingInTheImageSaysWhoseGuestItWas() {
        var linux = new LinuxDisk(directory);
        var name = "used " + UUID.randomUUID();
        var draft = new ImageDraft(name, "", "Debian", "debian", Firmware.BIOS, true, true, 128, "1");
        ImageView used = world.bean(Images.class).publish(draft, linux.qcow2(), VmWorld.SYSTEM);
        var vm = launched(used);

        var made = promoted(vm, "Model");

        assertThat(made.state()).as(made.toString()).isEqualTo(OperationState.DONE);
        var image = promotions.made(vm, manager).getFirst();
        assertThat(image.releaseNotes()).contains("What identifies the guest and its people was removed");
        linux.assertClean(world.bean(Masters.class).file(image.version()).orElseThrow());
    }

    @Test
    void whatCannotBeCleanedBecomesNoImage() {
        var vm = world.stopped("model");

        var refused = promoted(vm, "Model");

        assertThat(refused.state()).isEqualTo(OperationState.UNDONE);
        assertThat(refused.problem())
                .hasValueSatisfying(why ->
                        assertThat(why).contains("No operating system that libguestfs knows", "without cleaning it"));
        assertThat(promotions.made(vm, manager)).isEmpty();
    }

    @Test
    void thereIsRoomForWhatItsNotesWillSay() {
        var vm = world.stopped("model");
        var full = usual(vm).withReleaseNotes("x".repeat(9_990));

        assertThatThrownBy(() -> promotions.promote(vm, request(full, "Model"), manager))
                .isInstanceOf(InvalidRequest.class);
    }

    private VmId launched(ImageView image) {
        var usual = world.request("model");
        var request = new LaunchRequest(
                usual.project(),
                "model",
                image.version(),
                world.size.id(),
                usual.network(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        var launched = world.vms.launch(request, world.actor);
        assertThat(world.ended(launched.operation()).state()).isEqualTo(OperationState.DONE);
        assertThat(world.ended(world.vms.forceOff(launched.vm(), world.actor)).state())
                .isEqualTo(OperationState.DONE);
        return launched.vm();
    }

    private ImageDraft usual(VmId vm) {
        return promotions.propose(vm, manager).draft();
    }

    private static PromotionRequest request(ImageDraft usual, String name) {
        var draft =
                PromoteVmScenario.request(usual, name, "1", Optional.empty()).draft();
        return new PromotionRequest(draft, false, Optional.empty(), false, true);
    }

    private OperationView promoted(VmId vm, String name) {
        OperationId operation = promotions.promote(vm, request(usual(vm), name), manager);
        return await("the image")
                .atMost(CLEANED)
                .until(
                        () -> world.bean(Operations.class).get(operation, manager),
                        view -> view.state().isFinal());
    }
}
