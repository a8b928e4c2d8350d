package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.Uploaded;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.testing.EstateNode;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.Qcow2Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sizes, images and their copies on hosts, with two nodes on one database and one image store. */
class CatalogTest {
    private static final Actor ADMIN = Actor.system("test");
    private static final String POOL = "slipway";

    @TempDir
    static Path state;

    private static EstateNode node;
    private static EstateNode other;
    private static long seed = System.nanoTime();

    private final HostId host = HostId.random();
    private SimulatedHost machine;

    @BeforeAll
    static void start() {
        var url = EstateNode.schema();
        node = EstateNode.start(url, state, Map.of("slipway.staging.keep-every", "0s"));
        other = EstateNode.start(url, state);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void aHost() {
        machine = node.machine("catalog-" + host);
        node.get(Hypervisors.class).register(host, machine.connection());
        other.get(Hypervisors.class).register(host, machine.connection());
        on().ensurePool(POOL, "/pool");
    }

    // --- sizes

    @Test
    void offersSizesSmallestFirst() {
        var big = sizes().create("big " + seed++, new Resources(8, 16_384, 81_920), ADMIN);
        var small = sizes().create("small " + seed++, new Resources(1, 512, 1024), ADMIN);

        assertThat(sizes().list(viewer())).containsSubsequence(small, big);
        assertThat(sizes().get(big.id(), viewer())).isEqualTo(big);
    }

    @Test
    void refusesAbsurdSizesAndTakenNames() {
        var name = "taken " + seed++;
        sizes().create(name, new Resources(1, 512, 1024), ADMIN);

        assertThatThrownBy(() -> sizes().create(name, new Resources(2, 512, 1024), ADMIN))
                .isInstanceOfSatisfying(
                        Conflict.class, p -> assertThat(p.code()).isEqualTo("name-taken"));
        assertInvalid("vcpus", () -> sizes().create("x", new Resources(0, 512, 1024), ADMIN));
        assertInvalid("memoryMib", () -> sizes().create("x", new Resources(1, Long.MAX_VALUE, 1024), ADMIN));
        assertInvalid("diskMib", () -> sizes().create("x", new Resources(1, 512, 0), ADMIN));
        assertInvalid("name", () -> sizes().create(" ", new Resources(1, 512, 1024), ADMIN));
        assertThatThrownBy(() -> sizes().create("mine", new Resources(1, 512, 1024), viewer()))
                .isInstanceOf(Forbidden.class);
    }

    // --- images

    @Test
    void publishesAnImageOnceForTheSameContent() {
        var name = "image " + seed++;
        var file = Qcow2Samples.file(state, 700, seed++);

        var first = images().publish(draft(name, "1"), file, ADMIN);
        var again = images().publish(draft(name, "1b"), file, ADMIN);

        assertThat(again).isEqualTo(first);
        assertThat(first.virtualMib()).isEqualTo(700);
        assertThat(images().list(viewer())).contains(first);
        assertThat(node.events(AuditableEvent.class))
                .filteredOn(event -> event.targetName().equals(name))
                .hasSize(1);
    }

    @Test
    void offersTheNewestVersionAndKeepsTheOlderOnes() {
        var name = "image " + seed++;
        var first = publish(name);
        var second = publish(name);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(images().list(viewer())).contains(second).doesNotContain(first);
        var old = images().get(first.version(), viewer());
        assertThat(old.sha256()).isEqualTo(first.sha256());
        assertThat(old.standing().newer()).hasValue(new NewerVersion(second.version(), second.versionLabel()));
        assertThat(second.standing().newer()).isEmpty();
    }

    @Test
    void publishesAndStagesADiscAsItIs() {
        var file = IsoSamples.file(state, seed++);
        var draft = new ImageDraft(
                ImageKind.ISO,
                "disc " + seed++,
                new ImageAbout("*Installs* Testix", "Free", "Ada", Optional.of(LocalDate.of(2030, 6, 30))),
                ImageSystem.of("Testix 1", Firmware.SECURE_BOOT, "", false, false),
                new ImageNeeds(2, 512, 4096),
                "1",
                "First one");

        var iso = images().publish(draft, file, ADMIN);
        var copy = ensure(iso.version());

        assertThat(images().get(iso.version(), viewer())).isEqualTo(iso);
        assertThat(iso.format()).isEqualTo(MasterFormat.RAW);
        assertThat(iso.about()).isEqualTo(draft.about());
        assertThat(iso.system()).isEqualTo(draft.system());
        assertThat(iso.needs()).isEqualTo(draft.needs());
        assertThat(iso.minDiskMib()).isEqualTo(4096);
        assertThat(iso.releaseNotes()).isEqualTo("First one");
        assertThat(copy.name()).isEqualTo("disc-" + iso.sha256().substring(0, 16) + ".iso");
        assertThat(machine.uploaded(copy).orElseThrow().sha256()).isEqualTo(iso.sha256());
    }

    @Test
    void refusesADiskAsADiscAndADiscAsTheNextVersionOfADisk() {
        var disk = publish("image " + seed++);
        var asDisc = new ImageDraft(
                ImageKind.ISO,
                disk.name(),
                disk.about(),
                ImageSystem.of("Testix 1", Firmware.BIOS, "", false, false),
                disk.needs(),
                "2",
                "");

        assertInvalid("file", () -> images().publish(asDisc, Qcow2Samples.file(state, 64, seed++), ADMIN));
        assertThatThrownBy(() -> images().publish(asDisc, IsoSamples.file(state, seed++), ADMIN))
                .isInstanceOfSatisfying(
                        Conflict.class, p -> assertThat(p.code()).isEqualTo("image-other-kind"));
    }

    @Test
    void publishesOnceFromTwoNodesAtOnce() throws Exception {
        var name = "image " + seed++;
        var file = Qcow2Samples.file(state, 64, seed++);

        var views =
                together(8, i -> (i % 2 == 0 ? node : other).get(Images.class).publish(draft(name, "1"), file, ADMIN));

        assertThat(Set.copyOf(views)).hasSize(1);
    }

    @Test
    void refusesAHostileFileAndKeepsNothingOfIt() throws IOException {
        var image = Qcow2Samples.ofMib(64, seed++);
        image[Qcow2Samples.BACKING_OFFSET_AT + 7] = 112;
        var file = Qcow2Samples.write(state.resolve("hostile"), image);
        var before = stored();

        assertInvalid("file", () -> images().publish(draft("hostile", "1"), file, ADMIN));
        assertInvalid("file", () -> images().publish(draft("hostile", "1"), state.resolve("absent"), ADMIN));

        assertThat(stored()).isEqualTo(before);
        assertThat(images().list(ADMIN)).noneMatch(view -> view.name().equals("hostile"));
    }

    @Test
    void showsImagesOnlyToThoseWhoMayReadThem() {
        var image = publish("image " + seed++);
        var stranger = new Actor(null, "nobody", "test", Set.of());

        assertThat(images().list(stranger)).isEmpty();
        assertThatThrownBy(() -> images().get(image.version(), stranger)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> images().publish(draft("x", "1"), state, viewer()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void sweepsMastersAndCopiesOfDeletedImagesOnly() throws IOException {
        var kept = publish("image " + seed++);
        var doomed = publish("image " + seed++);
        var copies = List.of(ensure(kept.version()), ensure(doomed.version()));
        node.get(CuratedImages.class).delete(doomed.version(), ADMIN);

        node.get(CopySweep.class).sweep();
        other.get(MasterSweep.class).sweep();
        assertThat(master(doomed)).as("may be about to be published").exists();
        age(master(doomed));
        age(master(kept));
        other.get(MasterSweep.class).sweep();
        node.get(CopySweep.class).sweep();

        assertThat(master(doomed)).doesNotExist();
        assertThat(master(kept)).exists();
        assertThat(machine.volumeNames(POOL))
                .contains(copies.getFirst().name())
                .doesNotContain(copies.getLast().name());
        assertThat(ensure(kept.version())).isEqualTo(copies.getFirst());
        assertThat(uploads()).isEqualTo(2);
    }

    @Test
    void sweepsACopyWhenItsHostIsBack() {
        var doomed = publish("image " + seed++);
        var copy = ensure(doomed.version());
        node.get(CuratedImages.class).delete(doomed.version(), ADMIN);
        machine.fail(SimulatedCall.DELETE_VOLUME, Fault.unreachable());

        node.get(CopySweep.class).sweep();
        assertThat(machine.volumeNames(POOL)).contains(copy.name());
        other.get(CopySweep.class).sweep();

        assertThat(machine.volumeNames(POOL)).doesNotContain(copy.name());
    }

    @Test
    void leavesACopyAloneOnWhichADiskStandsThatNobodyKnows() {
        var doomed = publish("image " + seed++);
        var copy = ensure(doomed.version());
        on().createOverlay(new VolumeRef(POOL, "unknown.qcow2"), copy, 1024);
        node.get(CuratedImages.class).delete(doomed.version(), ADMIN);

        node.get(CopySweep.class).sweep();

        assertThat(machine.volumeNames(POOL)).contains(copy.name());
    }

    @Test
    void removesCopiesThatNothingHasNeededForLong() {
        var unused = publish("image " + seed++);
        var used = publish("image " + seed++);
        var onIt = publish("image " + seed++);
        var copies = List.of(ensure(unused.version()), ensure(used.version()), ensure(onIt.version()));
        on().createOverlay(new VolumeRef(POOL, "on-it.qcow2"), copies.getLast(), 1024);
        node.get(JdbcClient.class)
                .sql("update staged_image set used_at = utc_timestamp(6) - interval 31 day where host_id = ?")
                .param(host.value())
                .update();
        ensure(used.version());

        node.get(UnusedCopies.class).sweep();

        assertThat(machine.volumeNames(POOL))
                .doesNotContain(copies.getFirst().name())
                .contains(copies.get(1).name(), copies.getLast().name());
        assertThat(ensure(unused.version())).as("is copied anew").isEqualTo(copies.getFirst());
        assertThat(uploads()).isEqualTo(4);
    }

    @Test
    void copiesOnlySoManyAtOnce() throws Exception {
        var slots = node.get(TransferSlots.class);
        var image = publish("image " + seed++);
        int taken = 0;
        while (slots.take()) {
            taken++;
        }
        try {
            assertThat(taken).isEqualTo(4);
            assertThat(staged(node).ensure(image.version(), host, POOL, p -> {}))
                    .isEmpty();
            assertThat(uploads()).isZero();
        } finally {
            for (int i = 0; i < taken; i++) {
                slots.giveBack();
            }
        }
        assertThat(ensure(image.version())).isNotNull();
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(MasterSweep.LEFT_ALONE.multipliedBy(2))));
    }

    // --- copies on hosts

    @Test
    void stagesAnImageOnceAndUsesTheCopyFromThenOn() {
        var image = publish("image " + seed++);
        var percents = new ArrayList<Integer>();

        var copy =
                staged(node).ensure(image.version(), host, POOL, percents::add).orElseThrow();
        var again = staged(other).ensure(image.version(), host, POOL, p -> {});

        assertThat(again).hasValue(copy);
        assertThat(copy.name()).isEqualTo("base-" + image.sha256().substring(0, 16) + ".qcow2");
        assertThat(machine.uploaded(copy).orElseThrow().sha256()).isEqualTo(image.sha256());
        assertThat(uploads()).isEqualTo(1);
        assertThat(percents).isSorted().endsWith(100);
        assertThat(staged(other).hostsWith(image.version())).containsExactly(host);
    }

    @Test
    void transfersOnceHoweverManyAsk() throws Exception {
        var image = publish("image " + seed++);
        machine.withLatency(java.time.Duration.ofMillis(50));

        var answers = together(16, i -> staged(i % 2 == 0 ? node : other).ensure(image.version(), host, POOL, p -> {}));

        assertThat(uploads()).isEqualTo(1);
        assertThat(answers).anyMatch(Optional::isPresent);
        assertThat(staged(node).ensure(image.version(), host, POOL, p -> {})).isPresent();
    }

    @Test
    void stagesAnewWhatWasRemovedOrOverwrittenOnTheHost() {
        var image = publish("image " + seed++);
        var copy = ensure(image.version());

        machine.virsh().removeFile(copy);
        assertThat(ensure(image.version())).isEqualTo(copy);
        machine.virsh().overwriteFile(copy, 17);
        assertThat(ensure(image.version())).isEqualTo(copy);

        assertThat(uploads()).isEqualTo(3);
        assertThat(machine.uploaded(copy).orElseThrow().sha256()).isEqualTo(image.sha256());
    }

    @Test
    void doesNotPullASpoiltCopyAwayUnderVms() {
        var image = publish("image " + seed++);
        var copy = ensure(image.version());
        on().createOverlay(new VolumeRef(POOL, "vm-disk.qcow2"), copy, 1024);
        machine.virsh().overwriteFile(copy, 17);

        assertThatThrownBy(() -> ensure(image.version()))
                .isInstanceOfSatisfying(
                        Conflict.class, p -> assertThat(p.code()).isEqualTo("image-copy-spoilt"));
        assertThat(on().volume(copy)).isPresent();
    }

    @Test
    void saysThatTheMasterIsMissingOrChanged() throws IOException {
        var missing = publish("image " + seed++);
        Files.delete(master(missing));
        assertImageMissing(missing.version());

        var changed = publish("image " + seed++);
        var bytes = Files.readAllBytes(master(changed));
        bytes[bytes.length - 1] ^= 1;
        Files.write(master(changed), bytes);
        assertImageMissing(changed.version());

        assertThat(machine.volumeNames(POOL)).isEmpty();
    }

    @Test
    void leavesNothingOnAFullHost() {
        var image = publish("image " + seed++);
        machine.withDiskTakenByOthers(500L * 1024);

        assertThatThrownBy(() -> ensure(image.version()))
                .isInstanceOfSatisfying(
                        NoCapacity.class, p -> assertThat(p.code()).isEqualTo("host-storage-full"));
        assertThat(machine.volumeNames(POOL)).isEmpty();

        machine.withDiskTakenByOthers(0);
        assertThat(ensure(image.version())).isNotNull();
    }

    @Test
    void takesUpATransferThatAnUnreachableHostCutOff() {
        var image = publish("image " + seed++);
        machine.fail(SimulatedCall.UPLOAD, Fault.unreachable().butDoneNevertheless());

        assertThatThrownBy(() -> ensure(image.version())).isInstanceOf(HostUnreachable.class);

        assertThat(staged(other).ensure(image.version(), host, POOL, p -> {})).isPresent();
    }

    @Test
    void goesOnWhereATransferBrokeOff() {
        var image = publish("image " + seed++);
        breakOffHalfWay(image);
        long half = machine.receivedBytes();
        assertThat(half).isPositive().isLessThan(image.fileBytes());

        var copy = staged(other).ensure(image.version(), host, POOL, p -> {}).orElseThrow();

        assertThat(machine.receivedBytes()).as("nothing was sent twice").isEqualTo(image.fileBytes());
        assertThat(machine.uploaded(copy)).hasValue(new Uploaded(image.fileBytes(), image.sha256()));
        assertThat(ensure(image.version())).isEqualTo(copy);
        assertThat(machine.receivedBytes()).isEqualTo(image.fileBytes());
    }

    @Test
    void sendsAllAgainToAHostThatWasOffMeanwhile() {
        var image = publish("image " + seed++);
        breakOffHalfWay(image);
        machine.restart();

        sendsAllAgain(image);
    }

    @Test
    void sendsAllAgainIfWhatHasArrivedIsGone() {
        var image = publish("image " + seed++);
        breakOffHalfWay(image);
        on().deleteVolume(new VolumeRef(POOL, machine.volumeNames(POOL).getFirst()));

        sendsAllAgain(image);
    }

    @Test
    void sendsAllAgainIfTheMasterWasAnotherThen() {
        var image = publish("image " + seed++);
        breakOffHalfWay(image);
        node.get(JdbcClient.class)
                .sql("update staged_image set arrived_sha256 = ? where sha256 = ?")
                .params("0".repeat(64), image.sha256())
                .update();

        sendsAllAgain(image);
    }

    private void breakOffHalfWay(ImageView image) {
        assertThatThrownBy(() -> staged(node).ensure(image.version(), host, POOL, percent -> {
                    if (percent >= 50) {
                        machine.goDown();
                    }
                }))
                .isInstanceOf(HostUnreachable.class);
        machine.recover();
    }

    private void sendsAllAgain(ImageView image) {
        long half = machine.receivedBytes();
        var copy = ensure(image.version());
        assertThat(machine.receivedBytes() - half).isEqualTo(image.fileBytes());
        assertThat(machine.uploaded(copy)).hasValue(new Uploaded(image.fileBytes(), image.sha256()));
    }

    @Test
    void waitsForALivingTransferAndTakesOverADeadOne() {
        var image = publish("image " + seed++);
        var key = new StagedCopy.Key(image.sha256(), image.format(), host, POOL);
        long dead =
                other.get(StagedImageTable.class).begin(key, StagedImages.LEASE).orElseThrow();

        assertThat(staged(node).ensure(image.version(), host, POOL, p -> {})).isEmpty();

        node.get(JdbcClient.class)
                .sql("update staged_image set leased_until = utc_timestamp(6) - interval 1 second where sha256 = ?")
                .param(image.sha256())
                .update();
        assertThat(staged(node).ensure(image.version(), host, POOL, p -> {})).isPresent();
        assertThat(other.get(StagedImageTable.class).ready(key, dead, 1))
                .as("a node that wakes up late changes nothing")
                .isFalse();
    }

    private VolumeRef ensure(ImageVersionId version) {
        return staged(node).ensure(version, host, POOL, percent -> {}).orElseThrow();
    }

    private void assertImageMissing(ImageVersionId version) {
        assertThatThrownBy(() -> ensure(version))
                .isInstanceOfSatisfying(
                        ImageMissing.class, p -> assertThat(p.code()).isEqualTo("image-missing"));
    }

    private static void assertInvalid(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.field()).isEqualTo(field));
    }

    private static ImageView publish(String name) {
        return images().publish(draft(name, "v" + seed), Qcow2Samples.file(state, 64, seed++), ADMIN);
    }

    private static ImageDraft draft(String name, String label) {
        return new ImageDraft(name, "For tests", "Testix 1", "root", Firmware.BIOS, true, false, 128, label);
    }

    private static <T> List<T> together(int threads, java.util.function.IntFunction<T> what) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < threads; i++) {
                int n = i;
                calls.add(() -> what.apply(n));
            }
            var answers = new ArrayList<T>();
            for (Future<T> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Path master(ImageView image) {
        return state.resolve("images").resolve(image.sha256() + ".qcow2");
    }

    private static Set<Path> stored() throws IOException {
        Files.createDirectories(state.resolve("images"));
        try (var files = Files.list(state.resolve("images"))) {
            return Set.copyOf(files.toList());
        }
    }

    private int uploads() {
        return machine.calls(SimulatedCall.UPLOAD);
    }

    private Hypervisor on() {
        return node.get(Hypervisors.class).on(host);
    }

    private static Images images() {
        return node.get(Images.class);
    }

    private static Sizes sizes() {
        return node.get(Sizes.class);
    }

    private static StagedImages staged(EstateNode which) {
        return which.get(StagedImages.class);
    }

    private static Actor viewer() {
        var scope = Scope.of(new TenantId(UUID.randomUUID()), new ProjectId(UUID.randomUUID()));
        return new Actor(null, "viewer", "test", Set.of(new Grant(Role.PROJECT_VIEWER, scope)));
    }
}
