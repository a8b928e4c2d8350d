package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Visibility;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import dev.slipway.vm.launch.LaunchPolicy.Offer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What images leave to choose at a launch. */
@SlipwayTest
class LaunchPoliciesTest {
    private static final String TEXT = "#cloud-config\nntp: {}\n";
    private static final CustomRange PLATFORM =
            new CustomRange(new Resources(1, 128, 1024), new Resources(8, 4096, 10240));

    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private LaunchPolicies policies;

    @BeforeEach
    void open() {
        world = new VmWorld(beans);
        policies = world.bean(LaunchPolicies.class);
    }

    @AfterEach
    void close() {
        world.bean(CustomSizes.class).forbid(VmWorld.SYSTEM);
        world.close();
    }

    @Test
    void everythingIsFreeUntilSomebodySaysOtherwiseAndAgainLater() {
        assertThat(policies.of(world.image.version(), world.actor)).isEqualTo(LaunchPolicy.FREE);
        set(sizes(world.size.id()));
        set(LaunchPolicy.FREE);

        assertThat(policies.of(world.image.version(), world.actor)).isEqualTo(LaunchPolicy.FREE);
        assertThat(world.bean(JdbcClient.class)
                        .sql("select count(*) from launch_policy where image_id = ?")
                        .param(world.image.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void isReadAsItWasWritten() {
        var policy = new LaunchPolicy(
                new Offer<>(List.of(world.size.id()), Optional.of(world.size.id())),
                true,
                Optional.of(new CustomRange(new Resources(1, 256, 2048), new Resources(2, 512, 4096))),
                new Offer<>(List.of(world.network.id()), Optional.empty()),
                FirstBootRule.PRESET,
                TEXT);

        set(policy);

        assertThat(policies.of(world.image.version(), world.actor)).isEqualTo(policy);
    }

    @Test
    void launchesWithTheSizesThatItNamesOnly() {
        var other = world.size(new Resources(2, 512, 2048));
        set(sizes(other.id()));

        refused("size-not-offered", "size", () -> launch(world.size, Optional.empty()));
        launch(other, Optional.empty());
        assertThat(world.used()).containsEntry(dev.slipway.quota.Dimension.VMS, 1L);
    }

    @Test
    void customSizesAreForbiddenOrKeptWithinItsOwnRange() {
        world.bean(CustomSizes.class).allow(PLATFORM, VmWorld.SYSTEM);
        var wish = new SizeWish.Custom(new Resources(4, 1024, 2048));
        set(new LaunchPolicy(Offer.any(), false, Optional.empty(), Offer.any(), FirstBootRule.FREE, ""));
        refused("custom-size-off", "custom", () -> launch("own", wish, world.network.id(), Optional.empty()));

        var narrow = new CustomRange(new Resources(1, 128, 1024), new Resources(2, 4096, 10240));
        set(new LaunchPolicy(Offer.any(), true, Optional.of(narrow), Offer.any(), FirstBootRule.FREE, ""));
        refused("custom-size-range", "custom.vcpus", () -> launch("own", wish, world.network.id(), Optional.empty()));
        var within = new SizeWish.Custom(new Resources(2, 1024, 2048));
        assertThat(world.view(launch("own", within, world.network.id(), Optional.empty()))
                        .resources())
                .isEqualTo(within.resources());
    }

    /** Whatever the image says, the platform's range counts too. */
    @Test
    void aRangeOfItsOwnIsNoWayAroundThePlatforms() {
        world.bean(CustomSizes.class).allow(PLATFORM, VmWorld.SYSTEM);
        var wide = new CustomRange(new Resources(1, 128, 1024), new Resources(16, 65536, 1024 * 1024));
        set(new LaunchPolicy(Offer.any(), true, Optional.of(wide), Offer.any(), FirstBootRule.FREE, ""));

        refused(
                "custom-size-range",
                "custom.vcpus",
                () -> launch(
                        "own",
                        new SizeWish.Custom(new Resources(16, 1024, 2048)),
                        world.network.id(),
                        Optional.empty()));
    }

    @Test
    void launchesOntoTheNetworksThatItNamesOnly() {
        set(new LaunchPolicy(
                Offer.any(),
                true,
                Optional.empty(),
                new Offer<>(List.of(NetworkId.random()), Optional.empty()),
                FirstBootRule.FREE,
                ""));

        refused("network-not-offered", "network", () -> launch(world.size, Optional.empty()));
    }

    @Test
    void aFixedFirstBootIsTheOnlyOne() {
        set(firstBoot(FirstBootRule.FIXED, TEXT));

        refused("first-boot-not-offered", "userData", () -> launch(world.size, Optional.of("#!/bin/sh\n")));
        assertThat(userDataOf(launch(world.size, Optional.empty()))).isEqualTo(TEXT);
    }

    @Test
    void aPresetFirstBootCountsWhereNothingIsSaid() {
        set(firstBoot(FirstBootRule.PRESET, TEXT));

        assertThat(userDataOf(launch("silent", Optional.empty()))).isEqualTo(TEXT);
        assertThat(userDataOf(launch("own", Optional.of("#!/bin/sh\n")))).isEqualTo("#!/bin/sh\n");
    }

    @Test
    void noFirstBootIsNone() {
        set(firstBoot(FirstBootRule.NONE, ""));

        refused("first-boot-not-offered", "userData", () -> launch(world.size, Optional.of("#!/bin/sh\n")));
        assertThat(userDataOf(launch(world.size, Optional.empty()))).isNull();
    }

    @Test
    void refusesWhatContradictsItself() {
        var one = SizeId.random();
        refused("launch-policy", "sizes", () -> sizesWith(List.of(one), Optional.of(SizeId.random())));
        refused(
                "launch-policy",
                "customRange",
                () -> new LaunchPolicy(Offer.any(), false, Optional.of(PLATFORM), Offer.any(), FirstBootRule.FREE, ""));
        refused("launch-policy", "firstBootText", () -> firstBoot(FirstBootRule.FREE, TEXT));
        refused("user-data", "firstBootText", () -> firstBoot(FirstBootRule.FIXED, "nonsense"));
        refused("user-data", "firstBootText", () -> firstBoot(FirstBootRule.PRESET, ""));
        refused(
                "launch-policy",
                "sizes",
                () -> sizesWith(
                        java.util.stream.Stream.generate(SizeId::random)
                                .limit(101)
                                .toList(),
                        Optional.empty()));
        var plain = world.publish(false);
        refused(
                "no-cloud-init",
                "firstBootText",
                () -> policies.set(plain.version(), firstBoot(FirstBootRule.FIXED, TEXT), VmWorld.SYSTEM));
    }

    @Test
    void thoseWhoseItIsSayItAndThoseWhoUseItReadIt() {
        var viewer = world.member("vic", Role.PROJECT_VIEWER);
        set(sizes(world.size.id()));

        assertThat(policies.of(world.image.version(), viewer).sizes().only()).containsExactly(world.size.id());
        assertThatThrownBy(() -> policies.set(world.image.version(), LaunchPolicy.FREE, world.actor))
                .isInstanceOf(Forbidden.class);
        world.bean(CuratedImages.class).share(world.image.version(), Visibility.PRIVATE, Set.of(), VmWorld.SYSTEM);
        assertThatThrownBy(() -> policies.of(world.image.version(), viewer)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> policies.set(world.image.version(), LaunchPolicy.FREE, viewer))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void goesWithTheImage() {
        var image = world.publish(false);
        policies.set(image.version(), sizes(world.size.id()), VmWorld.SYSTEM);
        world.bean(CuratedImages.class).delete(image.version(), VmWorld.SYSTEM);

        assertThat(world.bean(JdbcClient.class)
                        .sql("select count(*) from launch_policy where image_id = ?")
                        .param(image.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void set(LaunchPolicy policy) {
        ImageView image = world.image;
        policies.set(image.version(), policy, VmWorld.SYSTEM);
    }

    private static LaunchPolicy sizes(SizeId only) {
        return sizesWith(List.of(only), Optional.empty());
    }

    private static LaunchPolicy sizesWith(List<SizeId> only, Optional<SizeId> preset) {
        return new LaunchPolicy(new Offer<>(only, preset), true, Optional.empty(), Offer.any(), FirstBootRule.FREE, "");
    }

    private static LaunchPolicy firstBoot(FirstBootRule rule, String text) {
        return new LaunchPolicy(Offer.any(), true, Optional.empty(), Offer.any(), rule, text);
    }

    private VmId launch(SizeView size, Optional<String> userData) {
        return launch("web", new SizeWish.Curated(size.id()), world.network.id(), userData);
    }

    private VmId launch(String name, Optional<String> userData) {
        return launch(name, new SizeWish.Curated(world.size.id()), world.network.id(), userData);
    }

    private VmId launch(String name, SizeWish size, NetworkId network, Optional<String> userData) {
        var launched = world.vms.launch(
                new LaunchRequest(
                        world.project.id(),
                        name,
                        world.image.version(),
                        size,
                        network,
                        List.of(),
                        userData,
                        Optional.empty()),
                world.actor);
        world.ended(launched.operation());
        return launched.vm();
    }

    private @org.jspecify.annotations.Nullable String userDataOf(VmId vm) {
        return world.bean(JdbcClient.class)
                .sql("select user_data from vm where id = ?")
                .param(vm.value())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    private static void refused(String code, String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidRequest.class, e -> {
            assertThat(e.code()).as(e.sentence()).isEqualTo(code);
            assertThat(e.field()).isEqualTo(field);
        });
    }
}
