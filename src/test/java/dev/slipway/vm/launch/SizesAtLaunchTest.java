package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.plan.PlannedLaunches;
import dev.slipway.vm.plan.PlannedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which sizes there are for whom, and what is launched with them or without. */
@SlipwayTest
class SizesAtLaunchTest {
    private static final CustomRange RANGE =
            new CustomRange(new Resources(1, 128, 1024), new Resources(4, 4096, 20 * 1024));

    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Sizes sizes;
    private CustomSizes custom;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        sizes = world.bean(Sizes.class);
        custom = world.bean(CustomSizes.class);
        custom.forbid(VmWorld.SYSTEM);
    }

    @AfterEach
    void leave() {
        custom.forbid(VmWorld.SYSTEM);
        world.close();
    }

    @Test
    void aRetiredSizeStaysWithItsVmsAndIsOfferedToNobodyUntilItIsBroughtBack() {
        var vm = world.stopped("web-1");

        assertThat(sizes.retire(world.size.id(), VmWorld.SYSTEM).retired()).isTrue();
        assertThat(sizes.retire(world.size.id(), VmWorld.SYSTEM).retired()).isTrue();

        assertThat(recorded("size.retire")).isEqualTo(1);
        assertThat(sizes.list(world.actor)).noneMatch(this::isOurs);
        assertThat(sizes.usable(world.project.scope(), world.actor)).noneMatch(this::isOurs);
        assertThat(sizes.list(VmWorld.SYSTEM))
                .filteredOn(this::isOurs)
                .singleElement()
                .matches(SizeView::retired);
        assertThatThrownBy(() -> world.launch("web-2")).isInstanceOfSatisfying(Conflict.class, e -> {
            assertThat(e.code()).isEqualTo("size-retired");
            assertThat(e.sentence()).contains(world.size.name(), "is retired", "Choose another size.");
        });
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        assertThat(world.view(vm).sizeName()).isEqualTo(world.size.name());

        sizes.bringBack(world.size.id(), VmWorld.SYSTEM);
        sizes.bringBack(world.size.id(), VmWorld.SYSTEM);
        assertThat(recorded("size.bring-back")).isEqualTo(1);
        world.running("web-2");
        world.assertUsed(2, 2);
    }

    @Test
    void aPlannedLaunchOfASizeThatWasRetiredMeanwhileSaysSo() {
        var grace = world.accountHolder();
        world.limit(Dimension.VMS, 0);
        var planned = world.bean(PlannedLaunches.class);
        var id = planned.plan(world.request("web-1"), Map.of(), Optional.empty(), "to build", grace)
                .request()
                .id();
        sizes.retire(world.size.id(), VmWorld.SYSTEM);

        world.bean(QuotaRequests.class).approve(id, Decision.AS_ASKED, VmWorld.SYSTEM);

        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                planned.of(List.of(id), VmWorld.SYSTEM).get(id).state())
                        .isEqualTo(PlannedState.FAILED));
        assertThat(planned.of(List.of(id), VmWorld.SYSTEM).get(id).failure())
                .contains("Size " + world.size.name()
                        + " is retired: nothing new is launched with it. Choose another size.");
        world.assertUsed(0, 0);
    }

    @Test
    void aSizeForOtherTenantsIsNotThere() {
        try (var other = new VmWorld(beans)) {
            sizes.restrict(world.size.id(), Set.of(other.project.tenant()), VmWorld.SYSTEM);

            assertThat(sizes.list(world.actor)).noneMatch(this::isOurs);
            assertThat(sizes.usable(world.project.scope(), world.actor)).noneMatch(this::isOurs);
            assertThatThrownBy(() -> sizes.get(world.size.id(), world.actor)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> world.launch("web-1")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() ->
                            world.vms.quote(world.project.id(), new SizeWish.Curated(world.size.id()), 1, world.actor))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> sizes.tenants(world.size.id(), world.actor))
                    .isInstanceOf(NotFound.class);

            // Who sees all sizes launches in a project with that project's only.
            assertThat(sizes.list(VmWorld.SYSTEM))
                    .filteredOn(this::isOurs)
                    .singleElement()
                    .matches(SizeView::restricted);
            var admin =
                    new Actor(UserId.random(), "root", "ip", Set.of(new Grant(Role.PLATFORM_ADMIN, Scope.PLATFORM)));
            assertThatThrownBy(() -> world.vms.launch(world.request("web-1"), admin))
                    .isInstanceOf(NotFound.class);

            assertThat(sizes.list(other.actor)).anyMatch(this::isOurs);
            assertThat(sizes.usable(other.project.scope(), other.actor)).anyMatch(this::isOurs);
            assertThat(sizes.tenants(world.size.id(), VmWorld.SYSTEM)).containsExactly(other.project.tenant());
            sizes.restrict(world.size.id(), Set.of(), VmWorld.SYSTEM);
            world.running("web-1");
        }
    }

    @Test
    void changesNothingForATenantThatIsNotThereNorForThoseWhoMayNot() {
        var nobody = TenantId.random();
        assertThatThrownBy(
                        () -> sizes.restrict(world.size.id(), Set.of(world.project.tenant(), nobody), VmWorld.SYSTEM))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("tenants"));
        assertThat(sizes.get(world.size.id(), world.actor).restricted()).isFalse();
        assertThatThrownBy(() -> sizes.restrict(world.size.id(), Set.of(), world.actor))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> sizes.retire(world.size.id(), world.actor)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> custom.allow(RANGE, world.actor)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> custom.forbid(world.actor)).isInstanceOf(Forbidden.class);
    }

    @Test
    void refusesCustomSizesUnlessTheyAreAllowed() {
        assertThatThrownBy(() -> launch("web-1", new Resources(1, 256, 1024)))
                .isInstanceOfSatisfying(InvalidRequest.class, e -> {
                    assertThat(e.code()).isEqualTo("custom-size-off");
                    assertThat(e.field()).isEqualTo("custom");
                });
        assertThat(custom.range(world.actor)).isEmpty();
    }

    @Test
    void launchesACustomSizeAndChargesWhatItHas() {
        custom.allow(RANGE, VmWorld.SYSTEM);
        assertThat(custom.range(world.actor)).contains(RANGE);
        var own = new Resources(2, 640, 3 * 1024);

        var quote = world.vms.quote(world.project.id(), new SizeWish.Custom(own), 3, world.actor);
        assertThat(quote.fits()).isTrue();
        assertThat(quote.cost().vms()).isEqualTo(3);
        assertThat(quote.cost().runningMemoryMib()).isEqualTo(3 * 640);
        var launched = launch("web-1", own);

        assertThat(world.ended(launched.operation()).state()).isEqualTo(OperationState.DONE);
        var vm = world.view(launched.vm());
        assertThat(vm.sizeName()).isEqualTo("custom");
        assertThat(vm.resources()).isEqualTo(own);
        assertThat(world.machine.defined())
                .singleElement()
                .satisfies(spec -> assertThat(spec.memoryMib()).isEqualTo(640));
        assertThat(world.promised(world.host.id())).isEqualTo(own);
        assertThat(world.used())
                .containsEntry(Dimension.VCPUS, 2L)
                .containsEntry(Dimension.DISK_MIB, 3 * 1024L)
                .containsEntry(Dimension.RUNNING_MEMORY_MIB, 640L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 256, 1024, custom.vcpus, 1 to 4 vCPUs",
        "5, 256, 1024, custom.vcpus, 1 to 4 vCPUs",
        "1, 127, 1024, custom.memoryMib, 128 MiB to 4 GiB of memory",
        "1, 4097, 1024, custom.memoryMib, 128 MiB to 4 GiB of memory",
        "1, 256, 1023, custom.diskMib, 1 GiB to 20 GiB of disk",
        "1, 256, 20481, custom.diskMib, 1 GiB to 20 GiB of disk"
    })
    void refusesWhatIsOutOfRangeNamingFieldAndRange(int vcpus, long memory, long disk, String field, String range) {
        custom.allow(RANGE, VmWorld.SYSTEM);

        assertThatThrownBy(() -> launch("web-1", new Resources(vcpus, memory, disk)))
                .isInstanceOfSatisfying(InvalidRequest.class, e -> {
                    assertThat(e.code()).isEqualTo("custom-size-range");
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e.sentence()).contains("A custom size has " + range);
                });
        world.assertUsed(0, 0);
    }

    @Test
    void aCustomSizeThatTheImageCannotLiveWithIsRefused() {
        custom.allow(new CustomRange(new Resources(1, 64, 1024), RANGE.most()), VmWorld.SYSTEM);

        assertThatThrownBy(() -> launch("web-1", new Resources(1, 100, 1024)))
                .isInstanceOfSatisfying(InvalidRequest.class, e -> {
                    assertThat(e.code()).isEqualTo("size-too-small");
                    assertThat(e.field()).isEqualTo("custom");
                    assertThat(e.sentence()).contains("at least 128 MiB of memory");
                });
    }

    @Test
    void aPlannedLaunchKeepsItsCustomSize() {
        custom.allow(RANGE, VmWorld.SYSTEM);
        var grace = world.accountHolder();
        world.limit(Dimension.VMS, 0);
        var planned = world.bean(PlannedLaunches.class);
        var own = new Resources(1, 384, 2048);
        var id = planned.plan(request("web-1", own), Map.of(), Optional.empty(), "to build", grace)
                .request()
                .id();
        assertThat(planned.of(List.of(id), grace).get(id).sizeName()).isEqualTo("custom");

        world.bean(QuotaRequests.class).approve(id, Decision.AS_ASKED, VmWorld.SYSTEM);

        VmWorld.await()
                .untilAsserted(() ->
                        assertThat(planned.of(List.of(id), grace).get(id).vm()).isPresent());
        var vm = planned.of(List.of(id), grace).get(id).vm().orElseThrow();
        assertThat(world.vms.get(vm, grace).resources()).isEqualTo(own);
    }

    @Test
    void refusesRangesThatNothingIsIn() {
        assertThatThrownBy(() -> new CustomRange(new Resources(5, 128, 1024), RANGE.most()))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("maxVcpus"));
        assertThatThrownBy(() -> new CustomRange(new Resources(1, 1, 1024), RANGE.most()))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("minMemoryMib"));
        assertThatThrownBy(() -> sizes.create("Custom", new Resources(1, 256, 1024), VmWorld.SYSTEM))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("name"));
    }

    private boolean isOurs(SizeView size) {
        return size.id().equals(world.size.id());
    }

    private long recorded(String action) {
        return world.bean(JdbcClient.class)
                .sql("select count(*) from audit_entry where action = ? and target_id = ?")
                .params(action, world.size.id().toString())
                .query(Long.class)
                .single();
    }

    private Launched launch(String name, Resources own) {
        return world.vms.launch(request(name, own), world.actor);
    }

    private LaunchRequest request(String name, Resources own) {
        var r = world.request(name);
        return new LaunchRequest(
                r.project(),
                name,
                r.image(),
                new SizeWish.Custom(own),
                r.network(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }
}
