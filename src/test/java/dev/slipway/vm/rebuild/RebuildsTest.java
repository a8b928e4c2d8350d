package dev.slipway.vm.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageUser;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Visibility;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Discs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** VMs that are built anew from their image. */
@SlipwayTest
class RebuildsTest {
    private static final Random RANDOM = new Random();

    @Autowired
    BeanFactory beans;

    @TempDir
    Path files;

    private VmWorld world;
    private Rebuilds rebuilds;

    @BeforeEach
    void open() {
        world = new VmWorld(beans);
        rebuilds = world.bean(Rebuilds.class);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void getsAFreshDiskOfTheNewestVersionAndKeepsTheRest() throws IOException {
        var vm = world.stopped("web");
        var before = world.view(vm);
        var old = RebuildVmScenario.disk(world, vm);
        var second = next("2", Firmware.BIOS, 64);
        assertThat(world.view(vm).newerImage()).isPresent();

        done(rebuilds.rebuild(vm, Optional.empty(), world.actor));

        var after = world.view(vm);
        assertThat(after.imageVersion()).isEqualTo("2");
        assertThat(after.newerImage()).isEmpty();
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.mac()).isEqualTo(before.mac());
        assertThat(after.resources()).isEqualTo(before.resources());
        assertThat(after.status()).isEqualTo(VmStatus.STOPPED);
        assertThat(backing(RebuildVmScenario.disk(world, vm)))
                .contains(second.sha256().substring(0, 16));
        VmWorld.await().until(() -> !RebuildVmScenario.volumes(world, vm).contains(old.name()));
        world.assertUsed(1, 0);
        done(world.vms.start(vm, world.actor));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void isBuiltAnewAgainAndAgainAndThenDeletedWhole() {
        var vm = world.stopped("web");
        for (int i = 0; i < 3; i++) {
            done(rebuilds.rebuild(vm, Optional.of(world.image.version()), world.actor));
        }
        done(world.deletions.forGood(vm, world.actor));
        VmWorld.await().until(() -> RebuildVmScenario.volumes(world, vm).isEmpty());
        world.assertUsed(0, 0);
    }

    /** The one that it has need not be among them: that may be withdrawn. */
    @Test
    void offersTheVersionsThatFitTheNewestFirst() throws IOException {
        var vm = world.stopped("web");
        next("too large", Firmware.BIOS, 4096);
        next("by uefi", Firmware.UEFI, 64);
        var good = next("good", Firmware.BIOS, 64);

        assertThat(rebuilds.choices(vm, world.actor))
                .extracting(ImageView::version)
                .containsExactly(good.version(), world.image.version());
    }

    /** Whoever sees all images is offered for a VM what its own people could take, and nothing that is refused then. */
    @Test
    void offersNothingThatIsNotForItsProject() {
        var vm = world.stopped("web");
        var others = world.bean(Tenants.class).createTenant("Others " + vm, VmWorld.SYSTEM);
        world.bean(CuratedImages.class)
                .share(world.image.version(), Visibility.TENANTS, Set.of(others.tenant()), VmWorld.SYSTEM);

        assertThat(rebuilds.choices(vm, VmWorld.SYSTEM)).isEmpty();
        assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.empty(), VmWorld.SYSTEM))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("image-gone"));
    }

    @Test
    void saysWhyAVersionDoesNotFit() throws IOException {
        var vm = world.stopped("web");
        var large = next("large", Firmware.BIOS, 4096);
        var uefi = next("uefi", Firmware.UEFI, 64);

        assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.of(large.version()), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("image-does-not-fit"))
                .hasMessageContaining("a disk of at least 4 GiB");
        assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.of(uefi.version()), world.actor))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("starts by UEFI, and this VM by BIOS");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
    }

    @Test
    void isNotBuiltFromAnotherImage() {
        var vm = world.stopped("web");
        var other = world.publish(false);

        assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.of(other.version()), world.actor))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.code()).isEqualTo("other-image"));
    }

    @Test
    void refusesWhatRunsAndWhatIsInstalledFromADisc() {
        var running = world.running("busy");
        assertThatThrownBy(() -> rebuilds.rebuild(running, Optional.empty(), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-on"))
                .hasMessageContaining("Shut it down");
        var installed = Discs.launch(world, Discs.publish(world), "installed");
        done(installed.operation());
        done(world.vms.forceOff(installed.vm(), world.actor));
        assertThatThrownBy(() -> rebuilds.rebuild(installed.vm(), Optional.empty(), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-no-image"))
                .hasMessageContaining("install it anew");
    }

    @Test
    void aRetiredImageSaysSo() {
        var vm = world.stopped("web");
        world.bean(CuratedImages.class)
                .mark(world.image.version(), ImageState.RETIRED, Optional.empty(), VmWorld.SYSTEM);

        assertThat(rebuilds.choices(vm, world.actor)).isEmpty();
        assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.empty(), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("image-gone"));
        assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.of(world.image.version()), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("image-retired"));
    }

    @Test
    void whatIsStartedOnItsHostMeanwhileKeepsItsDisk() {
        var vm = world.stopped("web");
        var old = RebuildVmScenario.disk(world, vm);
        world.machine.fail(SimulatedCall.UPLOAD, Fault.busy().times(3));
        var operation = rebuilds.rebuild(vm, Optional.empty(), world.actor);
        world.machine.virsh().start(vm.value());

        var end = world.ended(operation);

        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        assertThat(end.problem()).hasValueSatisfying(why -> assertThat(why).contains("started on its host"));
        world.awaitStatus(vm, VmStatus.RUNNING);
        assertThat(RebuildVmScenario.disk(world, vm)).isEqualTo(old);
        assertThat(RebuildVmScenario.volumes(world, vm)).contains(old.name()).hasSize(2);
    }

    /** Nor is it deleted: the administrator reads which VM is in the way. */
    @Test
    void aVersionThatAVmIsBeingBuiltFromIsInUse() throws IOException {
        var vm = world.stopped("web");
        var second = next("2", Firmware.BIOS, 64);
        world.machine.fail(SimulatedCall.UPLOAD, Fault.busy().always());
        var operation = rebuilds.rebuild(vm, Optional.of(second.version()), world.actor);

        assertThat(world.bean(Images.class).users(second.version(), VmWorld.SYSTEM))
                .extracting(ImageUser::version)
                .containsExactlyInAnyOrder(world.image.version(), second.version());
        assertThatThrownBy(() -> world.vms.start(vm, world.actor))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("being built anew");

        world.bean(Operations.class).cancel(operation, world.actor);
        world.machine.recover();
        assertThat(world.ended(operation).state()).isEqualTo(OperationState.UNDONE);
        assertThat(world.bean(Images.class).users(second.version(), VmWorld.SYSTEM))
                .extracting(ImageUser::version)
                .containsExactly(world.image.version());
        done(world.vms.start(vm, world.actor));
    }

    @Test
    void onlyWhoMayRebuildsIt() {
        var vm = world.stopped("web");
        var viewer = world.member("vic", Role.PROJECT_VIEWER);
        var stranger = new VmWorld(beans);
        try {
            assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.empty(), viewer))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> rebuilds.rebuild(vm, Optional.empty(), stranger.actor))
                    .isInstanceOf(NotFound.class);
        } finally {
            stranger.close();
        }
    }

    private ImageView next(String label, Firmware firmware, int virtualMib) throws IOException {
        var draft = new ImageDraft(world.image.name(), "", "Debian", "debian", firmware, true, true, 128, label);
        return world.bean(Images.class)
                .publish(draft, Qcow2Samples.file(files, virtualMib, RANDOM.nextLong()), VmWorld.SYSTEM);
    }

    private String backing(VolumeRef disk) {
        return world.bean(dev.slipway.hypervisor.Hypervisors.class)
                .on(world.host.id())
                .volume(disk)
                .orElseThrow()
                .backingPath()
                .orElseThrow();
    }

    private void done(OperationId operation) {
        OperationView end = world.ended(operation, VmWorld.SYSTEM);
        assertThat(end.state()).as("state after %s", end.problem()).isEqualTo(OperationState.DONE);
    }
}
