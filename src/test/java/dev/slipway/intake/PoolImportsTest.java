package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.UserId;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StorageWorld;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.testing.SlipwayTest;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Images that lie on hosts already. */
@SlipwayTest
class PoolImportsTest {
    private static final int MIB = 1024 * 1024;

    @Autowired
    ApplicationContext beans;

    private IntakeWorld world;
    private StorageWorld storage;
    private StoragePool pool;
    private PoolImports imports;

    @BeforeEach
    void open() {
        world = new IntakeWorld(beans);
        storage = new StorageWorld(beans);
        pool = storage.made("archive");
        imports = beans.getBean(PoolImports.class);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    /** A raw disk with a boot sector, as somebody may have put it on the host. */
    static void put(StorageWorld storage, StoragePool pool, String name, int bytes) {
        put(storage, pool, name, HostileImages.bootable(bytes));
    }

    private static void put(StorageWorld storage, StoragePool pool, String name, byte[] content) {
        storage.bean(Hypervisors.class)
                .on(storage.host)
                .upload(
                        new VolumeRef(pool.name(), name),
                        VolumeFormat.QCOW2,
                        new ByteArrayInputStream(content),
                        content.length,
                        sent -> {});
        storage.done(storage.pools().refresh(pool.id(), StorageWorld.SYSTEM));
    }

    @Test
    void tellsWhichVolumesCouldBeImages() {
        storage.volume(pool, "debian.qcow2");
        storage.volume(pool, "install.ISO");
        storage.volume(pool, "lvroot");
        storage.volume(pool, "notes.txt");

        assertThat(imports.candidates(pool.id(), world.admin))
                .filteredOn(c -> c.whyNot().isEmpty())
                .extracting(VolumeCandidate::volume)
                .containsExactlyInAnyOrder("debian.qcow2", "install.ISO", "lvroot");
        assertThat(imports.candidates(pool.id(), world.admin))
                .filteredOn(c -> c.volume().equals("notes.txt"))
                .singleElement()
                .satisfies(c -> assertThat(c.whyNot())
                        .hasValueSatisfying(why -> assertThat(why).contains("Rename it")));
    }

    @Test
    void whatIsImportedCanBePublishedAndStaysWhereItIs() {
        put(storage, pool, "old.raw", 2 * MIB);

        var intake = imports.begin(pool.id(), "old.raw", world.admin);
        world.awaitState(intake.id(), IntakeState.READY);
        var name = "old " + UUID.randomUUID();
        var image = world.intakes()
                .publish(
                        intake.id(),
                        new ImageDraft(name, "", "Debian", "debian", Firmware.BIOS, true, true, 128, "1"),
                        world.admin);

        assertThat(image.name()).isEqualTo(name);
        assertThat(storage.machine.volumeNames(pool.name())).contains("old.raw");
    }

    @Test
    void refusesWhatStandsOnAnotherFile() {
        put(storage, pool, "base.qcow2", Qcow2Samples.ofMib(16));
        storage.bean(Hypervisors.class)
                .on(storage.host)
                .createOverlay(new VolumeRef(pool.name(), "child.qcow2"), new VolumeRef(pool.name(), "base.qcow2"), 16);
        storage.done(storage.pools().refresh(pool.id(), StorageWorld.SYSTEM));

        var intake = imports.begin(pool.id(), "child.qcow2", world.admin);

        assertThat(world.awaitState(intake.id(), IntakeState.REFUSED).problem())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("base.qcow2").contains("qemu-img convert"));
    }

    @Test
    void saysThatWhatHasVanishedHasVanished() {
        put(storage, pool, "old.raw", 2 * MIB);
        storage.machine.virsh().removeFile(new VolumeRef(pool.name(), "old.raw"));

        var intake = imports.begin(pool.id(), "old.raw", world.admin);

        assertThat(world.awaitState(intake.id(), IntakeState.WAITING).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("not in its pool any more"));
        world.intakes().delete(intake.id(), world.admin);
    }

    @Test
    void goesOnWhenASilentHostIsBack() {
        put(storage, pool, "old.raw", 2 * MIB);
        storage.machine.goDown();
        var intake = imports.begin(pool.id(), "old.raw", world.admin);
        StorageWorld.await()
                .until(() -> world.intakes()
                        .operation(intake.id(), world.admin)
                        .filter(o -> o.message().contains("tried again")
                                || o.message().contains("Tried again"))
                        .isPresent());
        assertThat(world.get(intake.id()).state()).isEqualTo(IntakeState.CHECKING);

        storage.machine.recover();

        world.awaitState(intake.id(), IntakeState.READY);
        world.intakes().delete(intake.id(), world.admin);
    }

    @Test
    void refusesWhatIsNoImageOrNotThere() {
        storage.volume(pool, "notes.txt");

        assertThatThrownBy(() -> imports.begin(pool.id(), "notes.txt", world.admin))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("volume-not-imported"));
        assertThatThrownBy(() -> imports.begin(pool.id(), "nothing.qcow2", world.admin))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void isForAdministratorsOnly() {
        storage.volume(pool, "debian.qcow2");
        var auditor = somebody(Role.PLATFORM_AUDITOR, Scope.PLATFORM);

        assertThat(imports.candidates(pool.id(), auditor)).isNotEmpty();
        assertThatThrownBy(() -> imports.begin(pool.id(), "debian.qcow2", auditor))
                .isInstanceOf(Forbidden.class);
        var nobody = new Actor(UserId.random(), "eve", "192.0.2.1", Set.of());
        assertThatThrownBy(() -> imports.begin(pool.id(), "debian.qcow2", nobody))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> imports.candidates(pool.id(), nobody)).isInstanceOf(NotFound.class);
    }

    private static Actor somebody(Role role, Scope scope) {
        return new Actor(UserId.random(), "somebody", "192.0.2.1", Set.of(new Grant(role, scope)));
    }
}
