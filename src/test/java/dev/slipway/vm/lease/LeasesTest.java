package dev.slipway.vm.lease;

import static dev.slipway.vm.VmWorld.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.bulk.BulkActions;
import dev.slipway.vm.bulk.BulkVerb;
import dev.slipway.vm.bulk.BulkWish;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** VMs that do not stay for ever: extended, told of, turned off, and put into the recycle bin. */
@SlipwayTest
class LeasesTest {
    private static final LeasePolicy THIRTY_DAYS = new LeasePolicy(30, OptionalInt.empty(), OptionalInt.empty(), 5);

    @Autowired
    BeanFactory beans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConfigurableApplicationContext context;

    private final List<LeaseReminded> told = new CopyOnWriteArrayList<>();
    private final ApplicationListener<PayloadApplicationEvent<LeaseReminded>> listener =
            ApplicationListener.forPayload(told::add);

    private VmWorld world;
    private Leases leases;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        leases = world.bean(Leases.class);
        context.addApplicationListener(listener);
    }

    @AfterEach
    void leave() {
        context.removeApplicationListener(listener);
        world.close();
    }

    @Test
    void giveWhatIsThereAndWhatIsLaunchedAFullLease() {
        var before = world.running("before");
        assertThat(leases.of(before, world.actor)).isEmpty();

        policy(THIRTY_DAYS);
        var after = world.launch("after").vm();

        assertEnds(before, 30);
        assertEnds(after, 30);
        assertThat(world.view(after).lease().orElseThrow().isOver()).isFalse();
        // Who has one keeps it.
        policy(new LeasePolicy(3, OptionalInt.empty(), OptionalInt.empty(), 5));
        assertEnds(before, 30);

        world.bean(LeasePolicies.class).remove(world.project.tenant(), SYSTEM);
        assertThat(world.view(before).lease()).isEmpty();
        refused("lease-none", () -> leases.extend(before, world.actor));
    }

    @Test
    void areSaidBeforeTheLaunch() {
        assertThat(leases.ofNew(world.project.id(), world.actor)).isEmpty();
        policy(THIRTY_DAYS);
        var viewer = world.member("viewer", Role.PROJECT_VIEWER);
        assertThat(leases.ofNew(world.project.id(), viewer)).contains(THIRTY_DAYS);
        var stranger = new VmWorld(beans);
        try {
            assertThatThrownBy(() -> leases.ofNew(world.project.id(), stranger.actor))
                    .isInstanceOf(NotFound.class);
        } finally {
            stranger.close();
        }
    }

    @Test
    void tellOfTheirEndOnceForEachStageThenTurnItOffAndPutItIntoTheRecycleBin() {
        policy(THIRTY_DAYS);
        var vm = world.running("web-1");

        pass(vm, Duration.ofDays(24));
        awaitStage(vm, LeaseStage.WEEK_LEFT);
        pass(vm, Duration.ofDays(5).plusHours(2));
        awaitStage(vm, LeaseStage.DAY_LEFT);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        pass(vm, Duration.ofDays(1));

        awaitStage(vm, LeaseStage.OVER);
        world.awaitStatus(vm, VmStatus.STOPPED);
        world.assertUsed(1, 0);
        refused("lease-over", () -> world.vms.start(vm, world.actor));
        assertThat(world.view(vm).refusedActions().get(VmAction.START)).contains("Extend the lease");
        assertThat(leases.of(vm, world.actor).orElseThrow().binAt().orElseThrow())
                .isCloseTo(now().plus(Duration.ofDays(5)), within(5, ChronoUnit.MINUTES));
        pass(vm, Duration.ofDays(5));

        world.awaitStatus(vm, VmStatus.BINNED);
        assertThat(stages(vm))
                .containsExactly(LeaseStage.WEEK_LEFT, LeaseStage.DAY_LEFT, LeaseStage.OVER, LeaseStage.BINNED);
        assertThat(actors(vm, "vm.lease-ending")).containsExactly("system:lease", "system:lease");
        assertThat(actors(vm, "vm.lease-over")).containsExactly("system:lease");
        assertThat(notices(vm)).containsExactly("REMINDER", "REMINDER", "REMINDER", "REMINDER");
        assertThat(actors(vm, "vm.shutdown")).containsExactly("system:lease");
        assertThat(actors(vm, "vm.delete")).containsExactly("system:lease");

        // It has its days of grace again, and is as over as it was.
        world.deletions.restore(vm, world.actor);
        awaitStage(vm, LeaseStage.OVER);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        leases.extend(vm, world.actor);
        assertThat(world.ended(world.vms.start(vm, world.actor)).state().isFinal())
                .isTrue();
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void forceOffAGuestThatDoesNotListenAndWhatIsTurnedOnBehindTheirBack() {
        policy(THIRTY_DAYS);
        var vm = world.running("web-1");
        world.ended(world.vms.pause(vm, world.actor));

        pass(vm, Duration.ofDays(31));

        awaitStage(vm, LeaseStage.OVER);
        world.awaitStatus(vm, VmStatus.STOPPED);
        // What was missed is left out.
        assertThat(stages(vm)).containsExactly(LeaseStage.OVER);
        world.machine.virsh().start(vm.value());
        VmWorld.await()
                .untilAsserted(() -> assertThat(actors(vm, "vm.shutdown").size()
                                + actors(vm, "vm.force-off").size())
                        .isGreaterThan(1));
        world.awaitStatus(vm, VmStatus.STOPPED);
    }

    @Test
    void waitInGraceWhileTheirVmIsProtectedOrTheirTenantSuspended() {
        policy(THIRTY_DAYS);
        var vm = world.running("web-1");
        world.deletions.protect(vm, world.actor);
        over(vm);

        pass(vm, Duration.ofDays(6));

        awaitNote(vm, "protected against deletion");
        var register = world.bean(TenantRegister.class);
        register.suspend(world.project.tenant(), Suspension.Vms.KEEP_RUNNING, "Audit under way", SYSTEM);
        world.deletions.unprotect(vm, world.actor);
        pass(vm, Duration.ofMinutes(2));
        awaitNote(vm, "suspended");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        register.resume(world.project.tenant(), SYSTEM);
        pass(vm, Duration.ofMinutes(2));
        world.awaitStatus(vm, VmStatus.BINNED);
    }

    @Test
    void areExtendedByOneClickAsFarAsThePolicyAllows() {
        policy(new LeasePolicy(10, OptionalInt.of(2), OptionalInt.of(25), 5));
        var vm = world.stopped("web-1");
        refused("lease-full", () -> leases.extend(vm, world.actor));

        pass(vm, Duration.ofDays(8));
        assertThat(leases.extend(vm, world.actor).extended()).isEqualTo(1);
        assertEnds(vm, 10);
        pass(vm, Duration.ofDays(9));
        leases.extend(vm, world.actor);
        // 25 days all in all, of which 17 are gone.
        assertEnds(vm, 8);

        pass(vm, Duration.ofDays(7));
        refused("lease-spent", () -> leases.extend(vm, world.actor));
        assertThat(leases.of(vm, world.actor).orElseThrow().whyNot().orElseThrow())
                .contains("Ask an administrator");
        assertThat(leases.until(vm, now().plus(Duration.ofDays(100)), SYSTEM).whyNot())
                .isPresent();
        assertEnds(vm, 100);
        assertThatThrownBy(() -> leases.until(vm, now(), SYSTEM)).isInstanceOf(InvalidRequest.class);
        assertThat(actors(vm, "vm.extend-lease")).hasSize(2);
        assertThat(actors(vm, "vm.set-lease")).containsExactly("system:test");
    }

    @Test
    void areEitherExtendedOrOverWhenBothComeAtOnce() {
        policy(THIRTY_DAYS);
        for (int round = 0; round < 4; round++) {
            var vm = world.stopped("both-" + round);
            over(vm);
            pass(vm, Duration.ofDays(6));

            var extended = CompletableFuture.supplyAsync(() -> {
                try {
                    leases.extend(vm, world.actor);
                    return true;
                } catch (Conflict refused) {
                    return false;
                }
            });

            if (extended.join()) {
                assertEnds(vm, 30);
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
            } else {
                world.awaitStatus(vm, VmStatus.BINNED);
            }
        }
    }

    @Test
    void areFoundSortedAndExtendedTogether() {
        var forEver = world.stopped("for-ever");
        policy(THIRTY_DAYS);
        jdbc.sql("delete from vm_lease where vm_id = ?").param(forEver.value()).update();
        var soon = world.stopped("soon");
        var later = world.stopped("later");
        pass(soon, Duration.ofDays(25));
        pass(later, Duration.ofDays(5));

        assertThat(listed(true, Sort.by("name"))).containsExactly(soon);
        assertThat(listed(false, Sort.by("endsAt")).subList(0, 2)).containsExactly(soon, later);
        var bulk = world.bean(BulkActions.class);
        var wish = new BulkWish(BulkVerb.EXTEND_LEASE, List.of(soon, later, VmId.random()), Optional.empty());
        var preview = bulk.preview(wish, world.actor);
        assertThat(preview.willBeDone()).isEqualTo(2);
        assertThat(preview.consequences()).isNotEmpty();
        assertThat(bulk.run(wish, world.actor)).filteredOn(r -> r.isAccepted()).hasSize(2);
        assertThat(bulk.preview(wish, world.actor).willBeDone()).isZero();
        assertEnds(soon, 30);
        // What it lost somehow it is given again.
        world.bean(LeaseKeeper.class).heal();
        assertEnds(forEver, 30);
    }

    @Test
    void areForThoseWhoMay() {
        policy(THIRTY_DAYS);
        var vm = world.stopped("web-1");
        var reader = world.member("reader", Role.PROJECT_VIEWER);
        pass(vm, Duration.ofDays(5));

        assertThat(leases.of(vm, reader).orElseThrow().whyNot()).isPresent();
        for (var call : Stream.<Runnable>of(
                        () -> leases.extend(vm, reader),
                        () -> leases.until(vm, now().plus(Duration.ofDays(3)), world.actor))
                .toList()) {
            assertThatThrownBy(call::run).isInstanceOf(Forbidden.class);
        }
    }

    private void policy(LeasePolicy policy) {
        world.bean(LeasePolicies.class).set(world.project.tenant(), policy, SYSTEM);
    }

    private Instant now() {
        return world.bean(Clock.class).instant();
    }

    private void over(VmId vm) {
        pass(vm, Duration.ofDays(31));
        awaitStage(vm, LeaseStage.OVER);
        world.awaitStatus(vm, VmStatus.STOPPED);
    }

    /** As if that time had gone by for its lease. */
    private void pass(VmId vm, Duration time) {
        var back = " - interval " + time.toSeconds() + " second";
        jdbc.sql("update vm_lease set granted_at = granted_at" + back + ", ends_at = ends_at" + back
                        + ", next_at = next_at" + back + ", over_at = over_at" + back + ", bin_at = bin_at" + back
                        + " where vm_id = ?")
                .param(vm.value())
                .update();
        // As another node would, at the same time.
        world.bean(LeaseKeeper.class).look();
    }

    private void awaitStage(VmId vm, LeaseStage stage) {
        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                leases.of(vm, world.actor).orElseThrow().stage())
                        .isEqualTo(stage));
    }

    private void awaitNote(VmId vm, String words) {
        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                leases.of(vm, world.actor).orElseThrow().note())
                        .hasValueSatisfying(note -> assertThat(note).contains(words)));
    }

    private void assertEnds(VmId vm, int days) {
        var ends = now().plus(Duration.ofDays(days));
        assertThat(leases.of(vm, world.actor).orElseThrow().endsAt()).isCloseTo(ends, within(5, ChronoUnit.MINUTES));
        assertThat(world.view(vm).lease().orElseThrow().endsAt()).isCloseTo(ends, within(5, ChronoUnit.MINUTES));
    }

    private List<LeaseStage> stages(VmId vm) {
        return told.stream()
                .filter(event -> event.vm().equals(vm))
                .map(LeaseReminded::stage)
                .toList();
    }

    private List<String> notices(VmId vm) {
        return jdbc.sql("select kind from notification where target_id = ? and kind = 'REMINDER'")
                .param(vm.value())
                .query(String.class)
                .list();
    }

    private List<VmId> listed(boolean soon, Sort sort) {
        var query = new VmQuery(world.project.id(), Optional.empty(), Set.of(), VmTags.NONE, soon);
        return world.vms
                .list(query, PageRequest.of(0, 50, sort), world.actor)
                .map(VmView::id)
                .toList();
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<String> actors(VmId vm, String action) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 100), world.actor)
                .filter(entry -> entry.action().equals(action) && !entry.refused())
                .map(AuditEntry::actor)
                .toList();
    }
}
