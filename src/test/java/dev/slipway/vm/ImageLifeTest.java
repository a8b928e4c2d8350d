package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Architecture;
import dev.slipway.catalog.CatalogSweeps;
import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageInUse;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.catalog.ImageUser;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.StagedImages;
import dev.slipway.catalog.Visibility;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Resources;
import dev.slipway.tenant.Projects;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.launch.LaunchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For whom images are there, and what becomes of them and of those who stand on them. */
@SlipwayTest
class ImageLifeTest {
    private static final Actor ADMIN = VmWorld.SYSTEM;
    private static final Random RANDOM = new Random();

    @Autowired
    BeanFactory beans;

    @TempDir
    Path files;

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private VmWorld world;
    private VmWorld stranger;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        stranger = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
        stranger.close();
    }

    // --- for whom

    @Test
    void aProjectsImageIsThereForThatProjectOnly() {
        var own = ofProject("own");

        assertThat(own.standing().visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(images().list(world.actor)).contains(own);
        assertThat(images().usable(world.project.scope(), world.actor)).contains(own);
        assertThat(images().get(own.version(), world.actor)).isEqualTo(own);
        assertNotThere(own);
    }

    @Test
    void anImageIsSharedWithTenantsAndTakenBackAgain() {
        var own = ofProject("shared");
        var theirs = stranger.project.tenant();

        curated().share(own.version(), Visibility.TENANTS, Set.of(theirs), ADMIN);

        assertThat(curated().sharedWith(own.version(), ADMIN)).containsExactly(theirs);
        assertThat(images().list(stranger.actor)).extracting(ImageView::id).contains(own.id());
        var vm = stranger.vms.launch(of(stranger, own.version(), "theirs"), stranger.actor);
        stranger.ended(vm.operation());
        curated().share(own.version(), Visibility.PRIVATE, Set.of(), ADMIN);
        assertNotThere(own);
        assertThat(stranger.view(vm.vm()).imageName()).as("what runs stays").isEqualTo(own.name());
    }

    @Test
    void thePlatformsPrivateImagesAreForItsAdministrators() {
        curated().share(world.image.version(), Visibility.PRIVATE, Set.of(), ADMIN);

        assertThat(images().list(world.actor)).extracting(ImageView::id).doesNotContain(world.image.id());
        assertRefused(NotFound.class, "not-found", () -> world.launch("web"));
        assertThat(images().list(ADMIN)).extracting(ImageView::id).contains(world.image.id());
    }

    @Test
    void namesAreTakenForEachOwnerApart() {
        var here = ofProject("same");
        var there = publish(stranger, "same", 64);

        assertThat(there.id()).isNotEqualTo(here.id());
        assertThat(there.name()).isEqualTo(here.name());
    }

    @Test
    void usingIsNotOwning() {
        var own = ofProject("mine");
        var manager = world.member("eva", Role.PROJECT_MANAGER);

        assertThatThrownBy(() -> curated().describe(own.version(), ImageAbout.of("x"), world.actor))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> curated().delete(own.version(), world.actor)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> images().publish(draft("no"), world.project.scope(), disk(64), world.actor))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> curated().share(own.version(), Visibility.PUBLIC, Set.of(), manager))
                .as("who else may use it is up to administrators")
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> curated().describe(world.image.version(), ImageAbout.of("x"), manager))
                .as("the platform's are not theirs")
                .isInstanceOf(Forbidden.class);

        assertThat(curated()
                        .describe(own.version(), ImageAbout.of("*New*"), manager)
                        .description())
                .isEqualTo("*New*");
    }

    @Test
    void aProjectWithImagesIsNotDeleted() {
        var projects = world.bean(Projects.class);
        var project = world.bean(Tenants.class).createProject(world.project.tenant(), "images-" + tag, ADMIN);
        var image = images().publish(draft("left"), project.scope(), disk(64), ADMIN);

        assertThatThrownBy(() -> projects.delete(project.id(), ADMIN))
                .isInstanceOfSatisfying(
                        Conflict.class, p -> assertThat(p.sentence()).contains("1 image"));
        curated().delete(image.version(), ADMIN);
        projects.delete(project.id(), ADMIN);
    }

    // --- how long

    @Test
    void nothingNewIsLaunchedFromWhatIsRetired() {
        var vm = world.running("web");
        var next = publish(world, "next", 64);
        curated().share(next.version(), Visibility.PUBLIC, Set.of(), ADMIN);

        curated().mark(world.image.version(), ImageState.RETIRED, Optional.of(next.version()), ADMIN);

        assertThatThrownBy(() -> world.launch("web-2")).isInstanceOfSatisfying(Conflict.class, p -> {
            assertThat(p.code()).isEqualTo("image-retired");
            assertThat(p.sentence()).contains(world.image.name(), "Take " + next.name() + " instead");
        });
        assertThat(images().list(world.actor)).extracting(ImageView::id).doesNotContain(world.image.id());
        assertThat(images().usable(world.project.scope(), world.actor))
                .extracting(ImageView::id)
                .doesNotContain(world.image.id());
        assertThat(world.vms.list(everything(), PageRequest.of(0, 9), world.actor))
                .extracting(VmView::id)
                .contains(vm);
        curated().mark(world.image.version(), ImageState.PUBLISHED, Optional.empty(), ADMIN);
        world.running("web-2");
    }

    @Test
    void whatIsDeprecatedIsStillLaunched() {
        curated().mark(world.image.version(), ImageState.DEPRECATED, Optional.empty(), ADMIN);

        world.running("web");

        assertThat(images().get(world.image.version(), world.actor).standing().state())
                .isEqualTo(ImageState.DEPRECATED);
    }

    @Test
    void doesNotNameToOthersWhatReplacesAnImageIfThatIsNotForThem() {
        var secret = ofProject("secret");

        curated().mark(world.image.version(), ImageState.RETIRED, Optional.of(secret.version()), ADMIN);

        assertThatThrownBy(() -> stranger.vms.launch(of(stranger, world.image.version(), "web"), stranger.actor))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        p -> assertThat(p.sentence()).contains("another image").doesNotContain(secret.name()));
    }

    @Test
    void tellsVmsOfAnOlderVersionThatThereIsANewerOne() {
        var old = ofProject("aging");
        var vm = world.vms.launch(of(world, old.version(), "web"), world.actor);
        world.ended(vm.operation());
        assertThat(world.view(vm.vm()).newerImage()).isEmpty();

        var newer = publish(world, "aging", 64, "2");

        assertThat(world.view(vm.vm()).newerImage()).hasValueSatisfying(n -> {
            assertThat(n.version()).isEqualTo(newer.version());
            assertThat(n.label()).isEqualTo("2");
        });
        assertThat(world.vms.list(everything(), PageRequest.of(0, 9), world.actor))
                .extracting(VmView::newerImage)
                .allMatch(Optional::isPresent);
        assertThat(images().versions(old.version(), world.actor))
                .extracting(ImageView::version)
                .containsExactly(newer.version(), old.version());
    }

    @Test
    void withdrawsAVersionSoThatTheOneBeforeIsCurrentAgain() {
        var first = ofProject("withdrawn");
        var second = publish(world, "withdrawn", 64, "2");

        curated().withdraw(second.version(), "It does not boot", ADMIN);

        assertThat(images().usable(world.project.scope(), world.actor))
                .extracting(ImageView::version)
                .contains(first.version())
                .doesNotContain(second.version());
        assertThatThrownBy(() -> world.vms.launch(of(world, second.version(), "web"), world.actor))
                .isInstanceOfSatisfying(Conflict.class, p -> {
                    assertThat(p.code()).isEqualTo("image-withdrawn");
                    assertThat(p.sentence()).contains("It does not boot");
                });
        assertRefused(
                Conflict.class, "image-only-version", () -> curated().withdraw(first.version(), "Neither", ADMIN));
        assertRefused(Conflict.class, "image-withdrawn", () -> curated().withdraw(second.version(), "Again", ADMIN));
    }

    @Test
    void deletesOnlyWhatNoDiskStandsOn() {
        var image = ofProject("doomed");
        var manager = world.member("eva", Role.PROJECT_MANAGER);
        var vm = world.vms.launch(of(world, image.version(), "web"), world.actor);
        world.ended(vm.operation());
        var next = publish(world, "doomed", 64, "2");

        assertThat(images().users(next.version(), world.actor))
                .extracting(ImageUser::vm)
                .containsExactly(vm.vm());
        assertThatThrownBy(() -> curated().delete(next.version(), manager))
                .isInstanceOfSatisfying(ImageInUse.class, p -> {
                    assertThat(p.code()).isEqualTo("image-in-use");
                    assertThat(p.sentence()).contains("web", world.project.name());
                    assertThat(p.facts()).containsEntry("count", 1);
                });

        world.ended(world.deletions.forGood(vm.vm(), world.actor));
        curated().delete(next.version(), manager);

        assertThatThrownBy(() -> images().get(image.version(), ADMIN)).isInstanceOf(NotFound.class);
        VmWorld.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> world.machine.volumeNames(world.host.pool()).stream()
                        .noneMatch(name -> name.contains(image.sha256().substring(0, 16))));
        assertThat(world.bean(StagedImages.class).hostsWith(image.version())).isEmpty();
    }

    @Test
    void removesUnusedCopiesAtOnceWhereStorageIsScarce() {
        var image = ofProject("unused");
        var vm = world.vms.launch(of(world, image.version(), "web"), world.actor);
        world.ended(vm.operation());
        var kept = world.running("stays");
        world.ended(world.deletions.forGood(vm.vm(), world.actor));
        world.bean(JdbcClient.class)
                .sql("update staged_image set used_at = utc_timestamp(6) - interval 2 hour where host_id = ?")
                .param(world.host.id().value())
                .update();
        CatalogSweeps.unusedCopies(beans);
        assertThat(copies()).anyMatch(name -> name.contains(image.sha256().substring(0, 16)));

        var capacity = world.viewOf(world.machine).poolCapacityMib();
        world.machine.withDiskTakenByOthers(capacity * 95 / 100);
        VmWorld.await().until(() -> world.viewOf(world.machine).poolAvailableMib() < capacity / 10);
        CatalogSweeps.unusedCopies(beans);

        assertThat(copies())
                .noneMatch(name -> name.contains(image.sha256().substring(0, 16)))
                .anyMatch(name -> name.contains(world.image.sha256().substring(0, 16)));
        assertThat(world.view(kept).status()).isEqualTo(VmStatus.RUNNING);
    }

    private List<String> copies() {
        return List.copyOf(world.machine.volumeNames(world.host.pool()));
    }

    // --- what it takes

    @Test
    void refusesWhatCannotBeLaunched() {
        var arm = images().publish(
                        new ImageDraft(
                                ImageKind.GOLDEN,
                                "arm " + tag,
                                ImageAbout.of(""),
                                new ImageSystem("Debian", Architecture.AARCH64, Firmware.UEFI, "debian", true, true),
                                ImageNeeds.memory(64),
                                "1",
                                ""),
                        disk(64),
                        ADMIN);
        var large = images().publish(
                        new ImageDraft(
                                ImageKind.GOLDEN,
                                "large " + tag,
                                ImageAbout.of(""),
                                ImageSystem.of("Debian", Firmware.BIOS, "debian", true, true),
                                new ImageNeeds(2, 64, 2048),
                                "1",
                                ""),
                        disk(64),
                        ADMIN);

        assertRefused(
                InvalidRequest.class,
                "image-architecture",
                () -> world.vms.launch(of(world, arm.version(), "web"), world.actor));
        assertThatThrownBy(() -> world.vms.launch(of(world, large.version(), "web"), world.actor))
                .hasMessageContaining("at least 2 vCPUs");
        assertThat(large.lacking(new Resources(2, 64, 1024))).hasValue("a disk of at least 2 GiB");
        assertThat(large.lacking(new Resources(2, 64, 2048))).isEmpty();
    }

    private void assertNotThere(ImageView image) {
        assertThat(images().list(stranger.actor)).extracting(ImageView::id).doesNotContain(image.id());
        assertThat(images().usable(stranger.project.scope(), stranger.actor))
                .extracting(ImageView::id)
                .doesNotContain(image.id());
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> images().get(image.version(), stranger.actor),
                () -> images().versions(image.version(), stranger.actor),
                () -> images().users(image.version(), stranger.actor),
                () -> curated().delete(image.version(), stranger.actor),
                () -> stranger.vms.launch(of(stranger, image.version(), "web"), stranger.actor))) {
            assertThatThrownBy(call).isInstanceOf(NotFound.class);
        }
    }

    private static void assertRefused(Class<? extends Problem> type, String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(type, p -> assertThat(p.code()).isEqualTo(code));
    }

    private ImageView ofProject(String name) {
        return publish(world, name, 64);
    }

    private ImageView publish(VmWorld of, String name, long mib) {
        return publish(of, name, mib, "1");
    }

    private ImageView publish(VmWorld of, String name, long mib, String label) {
        var draft = new ImageDraft(name + " " + tag, "", "Debian", "debian", Firmware.BIOS, true, true, 128, label);
        return images().publish(draft, of.project.scope(), disk(mib), of.member("eve", Role.PROJECT_MANAGER));
    }

    private ImageDraft draft(String name) {
        return new ImageDraft(name + " " + tag, "", "Debian", "debian", Firmware.BIOS, true, true, 128, "1");
    }

    private Path disk(long mib) {
        return Qcow2Samples.file(files, mib, RANDOM.nextLong());
    }

    private static LaunchRequest of(VmWorld world, ImageVersionId image, String name) {
        return new LaunchRequest(
                world.project.id(),
                name,
                image,
                world.size.id(),
                world.network.id(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private VmQuery everything() {
        return new VmQuery(world.project.id(), Optional.empty(), Set.of());
    }

    private Images images() {
        return world.bean(Images.class);
    }

    private CuratedImages curated() {
        return world.bean(CuratedImages.class);
    }
}
