package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.testing.SlipwayTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SlipwayTest
class UploadsTest {
    private static final byte[] DISK = HostileImages.bootable(3 * 1024 * 1024);

    @Autowired
    ApplicationContext beans;

    @Autowired
    IntakeSweep sweep;

    @Autowired
    Arrivals arrivals;

    @Autowired
    IntakeSettings settings;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path directory;

    private IntakeWorld world;

    @BeforeEach
    void anAdministrator() {
        world = new IntakeWorld(beans);
    }

    @Test
    void comesInPiecesAndAddsUp() throws IOException {
        var id = world.begun(DISK);
        send(id, 0, 1_000_000);
        send(id, 1_000_000, 1_000_007);
        assertThat(world.get(id).received()).isEqualTo(1_000_007);
        assertThat(world.get(id).state()).isEqualTo(IntakeState.RECEIVING);
        send(id, 1_000_007, DISK.length);
        var ready = world.awaitState(id, IntakeState.READY);
        assertThat(ready.sha256()).contains(sha256(DISK));
        assertThat(ready.found().orElseThrow().format()).isEqualTo(ImageFormat.RAW);
        assertThat(world.files().received(id)).hasBinaryContent(DISK);
    }

    @Test
    void goesOnWhereItStoppedAfterARestart() {
        var id = world.begun(DISK);
        send(id, 0, 1_500_000);
        // All that a portal that ends takes with it.
        arrivals.forget(id);
        send(id, 1_500_000, DISK.length);
        assertThat(world.awaitState(id, IntakeState.READY).sha256()).contains(sha256(DISK));
    }

    /** As after a power cut: what was written, but is not known to be safe, is sent again. */
    @Test
    void throwsAwayWhatWasNotRecorded() throws IOException {
        var id = world.begun(DISK);
        send(id, 0, 1_000_000);
        arrivals.forget(id);
        Files.write(world.files().received(id), new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
        send(id, 1_000_000, DISK.length);
        assertThat(world.awaitState(id, IntakeState.READY).sha256()).contains(sha256(DISK));
    }

    @Test
    void refusesWhatDoesNotContinueAndSaysWhereToGoOn() {
        var id = world.begun(DISK);
        send(id, 0, 1000);
        assertThatThrownBy(() -> send(id, 999, 2000))
                .isInstanceOfSatisfying(
                        WrongOffset.class, e -> assertThat(e.offset()).isEqualTo(1000));
        assertThatThrownBy(() -> send(id, 1001, 2000)).isInstanceOf(WrongOffset.class);
        assertThatThrownBy(() -> send(id, -1, 2000)).isInstanceOf(WrongOffset.class);
        assertThat(world.get(id).received()).isEqualTo(1000);
    }

    @Test
    void keepsWhatCameBeforeALineBroke() {
        var id = world.begun(DISK);
        var content = new ByteArrayInputStream(DISK, 0, 2_500_000) {
            @Override
            public int read(byte[] into, int from, int length) {
                int n = super.read(into, from, Math.min(length, 100_000));
                if (n < 0) {
                    throw new java.io.UncheckedIOException(new IOException("reset"));
                }
                return n;
            }
        };
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("one at a time");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                try {
                    return content.read(into, from, length);
                } catch (java.io.UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        };
        world.uploads().receive(id, 0, breaking, world.admin);
        long here = world.get(id).received();
        assertThat(here).isEqualTo(2_500_000);
        send(id, (int) here, DISK.length);
        assertThat(world.awaitState(id, IntakeState.READY).sha256()).contains(sha256(DISK));
    }

    @Test
    void theLastConnectionCounts() throws Exception {
        var id = world.begun(DISK);
        var pipe = new PipedOutputStream();
        var hanging = new PipedInputStream(pipe, 4 << 20);
        pipe.write(DISK, 0, 2 << 20);
        var first = CompletableFuture.runAsync(() -> world.uploads().receive(id, 0, hanging, world.admin));
        await().until(() -> world.uploads().get(id, world.admin).received() == 2 << 20);
        send(id, 2 << 20, DISK.length);
        assertThat(world.awaitState(id, IntakeState.READY).sha256()).contains(sha256(DISK));
        pipe.write(new byte[1 << 20]);
        pipe.close();
        first.handle((done, failed) -> done).join();
        assertThat(world.files().received(id)).hasBinaryContent(DISK);
    }

    @Test
    void takesNoMoreThanWasAnnounced() {
        var id = world.uploads()
                .begin(new NewUpload("d", 1000, Optional.empty(), Optional.empty()), world.admin)
                .id();
        assertThatThrownBy(() -> send(id, 0, 1001))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("announced");
        assertThat(world.get(id).received()).isZero();
    }

    @Test
    void takesOnlySoManyAtOnceFromOnePerson() {
        for (int i = 0; i < settings.mostAtOnce(); i++) {
            world.begun(DISK);
        }
        assertThatThrownBy(() -> world.begun(DISK)).isInstanceOf(Conflict.class).hasMessageContaining("most at once");
        new IntakeWorld(beans).begun(DISK);
        world.intakes().delete(world.intakes().list(world.admin).getFirst().id(), world.admin);
    }

    @Test
    void onesThatAreWholeTakeNoPlace() {
        for (int i = 0; i <= settings.mostAtOnce(); i++) {
            world.awaitState(world.sent(DISK), IntakeState.READY);
        }
    }

    @Test
    void takesNothingThatThereIsNoRoomFor() {
        long room = world.files().room();
        assertThatThrownBy(() -> begin(room + 1)).isInstanceOf(NoCapacity.class).hasMessageContaining("no room");
        assertThatThrownBy(() -> begin(settings.largest().toBytes() + 1))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("256 GiB");
        assertThatThrownBy(() -> begin(0)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesAHostileFileAndKeepsNothingOfIt() {
        var content = Arrays.copyOf("# Disk DescriptorFile\nRW 1 FLAT \"/etc/shadow\" 0\n".getBytes(), 4096);
        var id = world.sent(content);
        var refused = world.awaitState(id, IntakeState.REFUSED);
        assertThat(refused.problem().orElseThrow()).contains("data is in other files");
        jdbc.sql("update intake set touched_at = touched_at - interval 1 hour where id = ?")
                .param(id.value())
                .update();
        sweep.sweep();
        assertThat(world.files().received(id)).doesNotExist();
        assertThatThrownBy(() -> publish(id, draft("never")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("refused");
    }

    @Test
    void refusesWhatDoesNotAddUp() {
        var wrong = Checksum.parse("a".repeat(128));
        var id = world.uploads()
                .begin(new NewUpload("d", DISK.length, Optional.empty(), Optional.of(wrong)), world.admin)
                .id();
        send(id, 0, DISK.length);
        assertThat(world.awaitState(id, IntakeState.REFUSED).problem().orElseThrow())
                .contains("SHA-512")
                .contains("not " + wrong.hex());
    }

    @Test
    void publishesWithoutCopying() throws IOException {
        var images = new HostileImages(directory);
        var content = Files.readAllBytes(images.create("qcow2", "17M"));
        var id = world.sent(content);
        world.awaitState(id, IntakeState.READY);
        var inode = Files.getAttribute(world.files().received(id), "unix:ino");
        var name = "image-" + UUID.randomUUID();
        var published = publish(id, draft(name));
        assertThat(published.sha256()).isEqualTo(sha256(content));
        var master = world.files().received(id).getParent().resolveSibling(published.sha256() + ".qcow2");
        assertThat(Files.getAttribute(master, "unix:ino")).isEqualTo(inode);
        assertThat(world.files().received(id)).doesNotExist();
        assertThatThrownBy(() -> world.get(id)).isInstanceOf(NotFound.class);

        var next = world.sent(Files.readAllBytes(images.create("qcow2", "32M")));
        world.awaitState(next, IntakeState.READY);
        assertThat(publish(next, draft(name)).id()).isEqualTo(published.id());
        assertThat(beans.getBean(Images.class).list(world.admin))
                .filteredOn(i -> i.name().equals(name))
                .singleElement()
                .matches(i -> i.virtualMib() == 32);
    }

    @Test
    void publishesWhatItMadeOfAnotherFormat() throws IOException {
        var id = world.sent(Files.readAllBytes(new HostileImages(directory).in("vmdk")));
        var ready = world.awaitState(id, IntakeState.READY);
        assertThat(ready.found().orElseThrow().format()).isEqualTo(ImageFormat.VMDK);
        assertThat(publish(id, draft("vmware-" + UUID.randomUUID())).virtualMib())
                .isEqualTo(16);
        assertThat(world.files().converted(id)).doesNotExist();
    }

    @Test
    void publishesAnIsoAsOne() throws IOException {
        var id = world.sent(Files.readAllBytes(new HostileImages(directory).iso(50, 50)));
        assertThat(world.awaitState(id, IntakeState.READY).found().orElseThrow().label())
                .isEqualTo("TEST DISC");
        assertThatThrownBy(() -> publish(id, draft("disc")))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("ISO");
        var iso = new ImageDraft(
                ImageKind.ISO,
                "disc-" + UUID.randomUUID(),
                ImageAbout.of(""),
                ImageSystem.of("Test", Firmware.BIOS, "", false, false),
                ImageNeeds.memory(1),
                "1",
                "");
        assertThat(publish(id, iso).kind()).isEqualTo(ImageKind.ISO);
    }

    @Test
    void collectsWhatNobodyComesBackFor() {
        var old = world.begun(DISK);
        send(old, 0, 1000);
        var fresh = world.begun(DISK);
        send(fresh, 0, 1000);
        jdbc.sql("update intake set touched_at = touched_at - interval 4 day where id = ?")
                .param(old.value())
                .update();
        sweep.sweep();
        assertThatThrownBy(() -> world.get(old)).isInstanceOf(NotFound.class);
        assertThat(world.files().received(old)).doesNotExist();
        assertThat(world.get(fresh).received()).isEqualTo(1000);
        assertThat(world.files().received(fresh)).exists();
    }

    @Test
    void collectsFilesThatBelongToNothing() throws IOException {
        var orphan = world.files().received(IntakeId.random());
        Files.write(orphan, new byte[10]);
        sweep.sweep();
        assertThat(orphan).exists();
        Files.setLastModifiedTime(
                orphan,
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().minus(Duration.ofHours(2))));
        sweep.sweep();
        assertThat(orphan).doesNotExist();
    }

    /** The portal died between the last byte and what it leads to. */
    @Test
    void goesOnWithWhatIsWhole() throws IOException {
        var id = world.begun(DISK);
        Files.write(world.files().received(id), DISK);
        jdbc.sql("update intake set received = bytes, touched_at = touched_at - interval 1 hour where id = ?")
                .param(id.value())
                .update();
        sweep.sweep();
        assertThat(world.awaitState(id, IntakeState.READY).sha256()).contains(sha256(DISK));
    }

    @Test
    void isNobodyElsesToSee() {
        var id = world.begun(DISK);
        var stranger = new Actor(dev.slipway.kernel.UserId.random(), "s", "x", java.util.Set.of());
        assertThatThrownBy(() -> world.uploads().get(id, stranger)).isInstanceOf(NotFound.class);
        assertThat(world.intakes().list(stranger)).isEmpty();
    }

    private void begin(long bytes) {
        world.uploads().begin(new NewUpload("d", bytes, Optional.empty(), Optional.empty()), world.admin);
    }

    private void send(IntakeId id, int from, int to) {
        byte[] content = Arrays.copyOf(DISK, Math.max(to, DISK.length));
        world.uploads()
                .receive(
                        id,
                        from,
                        new ByteArrayInputStream(content, Math.max(0, from), to - Math.max(0, from)),
                        world.admin);
    }

    private dev.slipway.catalog.ImageView publish(IntakeId id, ImageDraft draft) {
        return world.intakes().publish(id, draft, world.admin);
    }

    private static ImageDraft draft(String name) {
        return new ImageDraft(
                name,
                "",
                "Test",
                "test",
                Firmware.BIOS,
                true,
                true,
                64,
                UUID.randomUUID().toString());
    }

    private static String sha256(byte[] content) {
        var digest = Checksum.Kind.SHA256.digest();
        digest.update(content);
        return Checksum.hex(digest);
    }
}
