package dev.slipway.vm.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.Resources;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.request.Asked;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestState;
import dev.slipway.quota.request.Wanted;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Discs;
import dev.slipway.vm.disc.Drive;
import dev.slipway.vm.disc.Drives;
import dev.slipway.vm.launch.DiscWish;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.state.VmStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** "Launch when approved", on a simulated host. The portal under test looks for what is due by itself. */
@SlipwayTest
class PlannedLaunchesTest {
    private static final String SECRET = "#cloud-config\npassword: secret";

    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Actor grace;
    private PlannedLaunches planned;
    private QuotaRequests requests;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        grace = world.accountHolder();
        planned = world.bean(PlannedLaunches.class);
        requests = world.bean(QuotaRequests.class);
        world.limit(Dimension.VMS, 0);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void launchesWhenApprovedAsThePersonWhoAsked() {
        QuotaRequestId id = plan("web-1").request().id();
        assertThat(state(id)).isEqualTo(PlannedState.WAITING);
        assertThat(requests.get(id, grace).words()).isEqualTo("1 VM");
        assertThat(vms()).isEmpty();
        assertThat(userData(id)).isEqualTo(SECRET);

        approve(id);

        awaitState(id, PlannedState.LAUNCHED);
        VmView vm = world.vms.get(planned(id).vm().orElseThrow(), grace);
        assertThat(vm.name()).isEqualTo("web-1");
        assertThat(vm.ownerName()).isEqualTo(grace.name());
        world.awaitStatus(vm.id(), VmStatus.RUNNING);
        assertThat(world.bean(VmStore.class).userData(vm.id())).contains(SECRET);
        assertThat(userData(id)).isNull();
        world.assertUsed(1, 1);
    }

    @Test
    void keepsWhatWasSaidOfDiscs() {
        var system = Discs.publish(world);
        var drivers = Discs.publish(world);
        var request = new LaunchRequest(
                        world.project.id(),
                        "install-1",
                        system.version(),
                        world.size.id(),
                        world.network.id(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())
                .with(new DiscWish(Optional.of(drivers.version()), Optional.of(false)));
        QuotaRequestId id = plan(request).request().id();

        approve(id);

        awaitState(id, PlannedState.LAUNCHED);
        var drives = world.bean(Drives.class).of(planned(id).vm().orElseThrow(), grace);
        assertThat(drives.getFirst().outAtReboot()).isFalse();
        assertThat(drives.getLast().disc().map(Drive.Disc::version)).hasValue(drivers.version());
    }

    @Test
    void asksForAllThatIsMissingOnAllLevels() {
        var large = world.size(new Resources(20, 300, 1024));
        var request = with(world.request("web-1"), large.id());
        Asked asked = planned.plan(request, Map.of(), Optional.empty(), "to build", grace);
        assertThat(asked.request().lines().stream().map(l -> l.wanted() + " " + l.asked()))
                .containsExactly(
                        new Wanted(Level.PROJECT, Dimension.VMS) + " 1",
                        new Wanted(Level.MEMBER, Dimension.VCPUS) + " 4",
                        new Wanted(Level.MEMBER, Dimension.RUNNING_VCPUS) + " 8");
    }

    @Test
    void refusesWhatALaunchWouldRefuseNow() {
        var bad = world.request("Bad Name");
        assertThatThrownBy(() -> plan(bad)).isInstanceOf(InvalidRequest.class);
        var plain = new LaunchRequest(
                world.project.id(),
                "web-1",
                world.publish(false).version(),
                world.size.id(),
                world.network.id(),
                List.of(),
                Optional.of(SECRET),
                Optional.empty());
        assertThatThrownBy(() -> plan(plain)).hasMessageContaining("no cloud-init");
        Actor viewer = world.member("vic", Role.PROJECT_VIEWER);
        assertThatThrownBy(() -> planned.plan(world.request("a"), Map.of(), Optional.empty(), "why", viewer))
                .isInstanceOf(Forbidden.class);
        Actor stranger = new Actor(viewer.requireUser(), "eve", "ip", Set.of());
        assertThatThrownBy(() -> planned.plan(world.request("a"), Map.of(), Optional.empty(), "why", stranger))
                .isInstanceOf(NotFound.class);
        world.limit(Dimension.VMS, 5);
        world.launch("web-1");
        assertThatThrownBy(() -> plan("web-1")).hasMessageContaining("a VM named web-1");
        assertThatThrownBy(() -> plan("web-2"))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("fits-already"));
    }

    @Test
    void aNodeThatDiesInBetweenLeavesNothingAndAnotherLaunchesOnce() {
        QuotaRequestId id = plan("web-1").request().id();
        PlannedRows rows = world.bean(PlannedRows.class);
        world.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            rows.lock(id);
            CompletableFuture.runAsync(() -> approve(id)).join();
            assertThat(rows.become(id, PlannedState.WAITING, PlannedState.DUE)).isTrue();
            world.bean(PlannedReconciler.class).launch(id);
            assertThat(rows.find(id).orElseThrow().state()).isEqualTo(PlannedState.LAUNCHED);
            assertThat(vms()).hasSize(1);
            status.setRollbackOnly();
        });
        awaitState(id, PlannedState.LAUNCHED);
        assertThat(vms())
                .singleElement()
                .satisfies(vm -> assertThat(planned(id).vm()).contains(vm.id()));
        world.awaitStatus(vms().getFirst().id(), VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void manyNodesLaunchItOnce() {
        QuotaRequestId id = plan("web-1").request().id();
        approve(id);
        try (var pool = Executors.newFixedThreadPool(6)) {
            IntStream.range(0, 6).forEach(i -> pool.execute(world.bean(PlannedReconciler.class)::look));
        }
        awaitState(id, PlannedState.LAUNCHED);
        assertThat(vms()).hasSize(1);
        world.awaitStatus(vms().getFirst().id(), VmStatus.RUNNING);
        world.assertUsed(1, 1);
    }

    @Test
    void saysWhyItCouldNotBeLaunchedAndTriesAgainWhenTold() {
        QuotaRequestId id = plan("web-1").request().id();
        world.bean(Hosts.class).setEnabled(world.host.id(), false, VmWorld.SYSTEM);
        approve(id);
        awaitState(id, PlannedState.FAILED);
        assertThat(planned(id).failure().orElseThrow()).contains("host");
        assertThat(requests.get(id, grace).state()).isEqualTo(RequestState.APPROVED);
        assertThat(vms()).isEmpty();
        assertThat(userData(id)).isEqualTo(SECRET);
        assertThatThrownBy(() -> planned.retry(id, world.member("mia", Role.PROJECT_MANAGER)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> planned.retry(id, world.member("cleo", Role.PROJECT_MEMBER)))
                .isInstanceOf(NotFound.class);

        world.bean(Hosts.class).setEnabled(world.host.id(), true, VmWorld.SYSTEM);
        VmWorld.await().untilAsserted(() -> {
            if (state(id) == PlannedState.FAILED) {
                planned.retry(id, grace);
            }
            assertThat(state(id)).isEqualTo(PlannedState.LAUNCHED);
        });
        assertThatThrownBy(() -> planned.drop(id, grace)).hasMessageContaining("launched already");
        world.awaitStatus(planned(id).vm().orElseThrow(), VmStatus.RUNNING);
    }

    @Test
    void whatFailedCanBeGivenUp() {
        QuotaRequestId id = plan("web-1").request().id();
        world.limit(Dimension.VMS, 1);
        world.launch("web-1");
        approve(id);
        awaitState(id, PlannedState.FAILED);
        assertThat(planned(id).failure())
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("There is a VM named web-1 already, perhaps in the recycle bin."));
        planned.drop(id, grace);
        assertThat(state(id)).isEqualTo(PlannedState.DROPPED);
        assertThat(userData(id)).isNull();
    }

    @Test
    void isNotLaunchedForThoseWhoHaveLeftMeanwhile() {
        QuotaRequestId id = plan("web-1").request().id();
        world.bean(Tenants.class)
                .setMember(world.project.id(), grace.requireUser(), Role.PROJECT_VIEWER, VmWorld.SYSTEM);
        approve(id);
        awaitState(id, PlannedState.FAILED);
        assertThat(planned(id).failure().orElseThrow()).contains("role does not allow");
        world.bean(Tenants.class).removeMember(world.project.id(), grace.requireUser(), VmWorld.SYSTEM);
        Actor left = world.bean(Actors.class).of(grace.requireUser(), "ip");
        assertThat(planned.of(List.of(id), left)).isEmpty();
        assertThatThrownBy(() -> planned.retry(id, left)).isInstanceOf(NotFound.class);
        assertThat(vms()).isEmpty();
    }

    @Test
    void isForgottenWithTheRequest() {
        QuotaRequestId withdrawn = plan("web-1").request().id();
        requests.withdraw(withdrawn, grace);
        awaitState(withdrawn, PlannedState.DROPPED);
        QuotaRequestId refused = plan("web-1").request().id();
        requests.refuse(refused, "no", VmWorld.SYSTEM);
        awaitState(refused, PlannedState.DROPPED);
        assertThat(userData(withdrawn)).isNull();
        assertThat(userData(refused)).isNull();
    }

    @Test
    void joinsWhatWasAskedForAlreadyUnlessThatHasALaunch() {
        Asked first = plan("web-1");
        Asked second = plan("web-2");
        assertThat(second.isNew()).isFalse();
        assertThat(second.request().id()).isEqualTo(first.request().id());
        assertThat(planned(first.request().id()).name()).isEqualTo("web-1");
    }

    @Test
    void statesFollowOneAnother() {
        for (PlannedState from : PlannedState.values()) {
            Set<PlannedState> next = switch (from) {
                case WAITING -> Set.of(PlannedState.DUE, PlannedState.DROPPED);
                case DUE -> Set.of(PlannedState.LAUNCHED, PlannedState.FAILED);
                case FAILED -> Set.of(PlannedState.DUE, PlannedState.DROPPED);
                case LAUNCHED, DROPPED -> Set.of();
            };
            for (PlannedState to : PlannedState.values()) {
                assertThat(from.canBecome(to)).as("%s to %s", from, to).isEqualTo(next.contains(to));
            }
        }
    }

    private Asked plan(String name) {
        var r = world.request(name);
        return plan(new LaunchRequest(
                r.project(), name, r.image(), r.size(), r.network(), List.of(), Optional.of(SECRET), Optional.empty()));
    }

    private Asked plan(LaunchRequest launch) {
        return planned.plan(
                launch, Map.of(), Optional.of(java.time.Instant.now().plus(Duration.ofDays(7))), "to build", grace);
    }

    private static LaunchRequest with(LaunchRequest r, dev.slipway.kernel.SizeId size) {
        return new LaunchRequest(
                r.project(), r.name(), r.image(), size, r.network(), r.sshKeys(), r.userData(), r.idempotencyKey());
    }

    private void approve(QuotaRequestId id) {
        requests.approve(id, Decision.AS_ASKED, VmWorld.SYSTEM);
    }

    private PlannedLaunch planned(QuotaRequestId id) {
        return planned.of(List.of(id), VmWorld.SYSTEM).get(id);
    }

    private PlannedState state(QuotaRequestId id) {
        return planned(id).state();
    }

    private void awaitState(QuotaRequestId id, PlannedState state) {
        VmWorld.await().untilAsserted(() -> assertThat(state(id)).isEqualTo(state));
    }

    private String userData(QuotaRequestId id) {
        return world.bean(JdbcClient.class)
                .sql("select user_data from vm_planned_launch where request_id = ?")
                .param(id.value())
                .query((r, n) -> Optional.ofNullable(r.getString(1)))
                .single()
                .orElse(null);
    }

    private List<VmView> vms() {
        return world.vms
                .list(
                        new VmQuery(world.project.id(), Optional.empty(), Set.of()),
                        PageRequest.of(0, 10),
                        VmWorld.SYSTEM)
                .getContent();
    }
}
