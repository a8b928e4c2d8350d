package dev.slipway.vm.end;

import static dev.slipway.vm.VmWorld.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.lost.LostHosts;
import dev.slipway.vm.power.RestartPolicies;
import dev.slipway.vm.power.RestartPolicy;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** VMs that are deleted, come back from the recycle bin or do not, and those that nobody can delete. */
@SlipwayTest
class DeletionsTest {
    private static final int ROUNDS = 8;

    @Autowired
    BeanFactory beans;

    @Autowired
    JdbcClient jdbc;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void keepsWhatIsDeletedOffWithItsNameAndItsDiskAndWithoutWhatItRanWith() {
        var vm = world.running("web-1");

        delete(vm);

        var binned = world.view(vm);
        assertThat(binned.status()).isEqualTo(VmStatus.BINNED);
        var bin = binned.binned().orElseThrow();
        assertThat(Duration.between(bin.since(), bin.purgeAt())).isEqualTo(Duration.ofDays(7));
        assertThat(binned.statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("Deleted for good on", "holds its quota"));
        world.assertUsed(1, 0);
        assertThat(listed(Set.of())).isEmpty();
        assertThat(listed(Set.of(VmStatus.BINNED))).containsExactly(vm);
        assertThat(world.machine.volumeNames(world.host.pool())).anyMatch(name -> name.contains(vm.toString()));
        refused("name-taken", () -> world.launch("web-1"));
    }

    @Test
    void doesNothingWithWhatIsInTheRecycleBinButRestoreAndEndIt() {
        var vm = binned("web-1");

        assertThat(world.view(vm).refusedActions().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(VmAction.UNDELETE, VmAction.DELETE_FOR_GOOD)));
        refused("vm-binned", () -> world.vms.start(vm, world.actor));
        refused("vm-binned", () -> world.vms.delete(vm, world.actor));
        refused("vm-binned", () -> world.vms.restore(vm, world.actor));
        refused("vm-binned", () -> beans.getBean(RestartPolicies.class).set(vm, RestartPolicy.ON_FAILURE, world.actor));
        refused("vm-not-ready", () -> world.deletions.protect(vm, world.actor));
        world.assertUsed(1, 0);
    }

    @Test
    void restoresItAsAVmThatIsOffAndAsksForQuotaWhenItIsStarted() {
        var vm = binned("web-1");
        world.limit(Dimension.VMS, 0);
        world.limit(Dimension.RUNNING_VCPUS, 0);

        world.deletions.restore(vm, world.actor);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.view(vm).binned()).isEmpty();
        assertThat(listed(Set.of())).containsExactly(vm);
        world.assertUsed(1, 0);
        assertThatThrownBy(() -> world.vms.start(vm, world.actor)).isInstanceOf(QuotaExceeded.class);
        world.limit(Dimension.RUNNING_VCPUS, 1);
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        world.assertUsed(1, 1);
        refused("vm-not-binned", () -> world.deletions.restore(vm, world.actor));
    }

    @Test
    void endsItForGoodWhenItsDaysAreOver() {
        var vm = binned("web-1");
        var kept = binned("web-2");
        var restored = binned("web-3");
        world.deletions.restore(restored, world.actor);

        due(vm);
        due(restored);

        awaitGone(vm);
        world.assertNothingOnHost(vm);
        assertThat(world.view(kept).status()).isEqualTo(VmStatus.BINNED);
        assertThat(world.view(restored).status()).isEqualTo(VmStatus.STOPPED);
        world.assertUsed(2, 0);
        assertThat(actors(vm, "vm.delete-for-good")).containsExactly("system:recycle-bin");
        assertThat(world.ended(world.launch("web-1").operation()).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void endsItForGoodAtOnceForWhoeverWantsItsQuotaBack() {
        var binned = binned("web-1");
        var running = world.running("web-2");

        world.ended(world.deletions.forGood(binned, world.actor));
        world.ended(world.deletions.forGood(running, world.actor));

        for (var vm : List.of(binned, running)) {
            assertThatThrownBy(() -> world.view(vm)).isInstanceOf(NotFound.class);
            world.assertNothingOnHost(vm);
            assertThat(actors(vm, "vm.delete-for-good")).containsExactly(world.actor.name());
        }
        world.assertUsed(0, 0);
    }

    @Test
    void isInTheRecycleBinAgainIfItCouldNotBeEnded() {
        var vm = binned("web-1");
        var store = world.bean(VmStore.class);
        due(vm);

        world.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            store.deleting(vm, Lifecycle.BINNED);
            store.deleteFailed(vm, "Its deletion failed: by a fault of ours.");
        });

        var view = world.view(vm);
        assertThat(view.status()).isEqualTo(VmStatus.BINNED);
        assertThat(view.statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("Its deletion failed"));
        assertThat(view.binned().orElseThrow().purgeAt())
                .isAfter(world.bean(Clock.class).instant().plus(Duration.ofMinutes(50)));
    }

    @Test
    void isEitherRestoredOrEndedWhenBothAreWantedAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            var vm = binned("both-" + round);

            var done = atOnce(
                    () -> world.deletions.restore(vm, world.actor), () -> world.deletions.forGood(vm, world.actor));

            // Whoever restores first may see it deleted for good afterwards, as anything else.
            assertThat(done.get(0) || done.get(1)).isTrue();
            if (done.get(1)) {
                awaitGone(vm);
                world.assertNothingOnHost(vm);
            } else {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
                world.ended(world.deletions.forGood(vm, world.actor));
            }
        }
        world.assertUsed(0, 0);
    }

    @Test
    void nobodyDeletesWhatIsProtected() {
        var vm = world.running("web-1");
        world.deletions.protect(vm, world.actor);
        world.deletions.protect(vm, world.actor);

        assertThat(world.view(vm).deleteProtected()).isTrue();
        for (var who : List.of(world.actor, SYSTEM)) {
            refused("vm-protected", () -> world.vms.delete(vm, who));
            refused("vm-protected", () -> world.deletions.forGood(vm, who));
        }
        assertThat(world.view(vm).refusedActions().get(VmAction.DELETE)).contains("Take the delete protection off");
        assertThat(world.ended(world.vms.forceOff(vm, world.actor)).state()).isEqualTo(OperationState.DONE);

        world.deletions.unprotect(vm, world.actor);
        delete(vm);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.BINNED);
        assertThat(actors(vm, "vm.protect")).hasSize(1);
        assertThat(actors(vm, "vm.unprotect")).hasSize(1);
    }

    @Test
    void isEitherProtectedOrDeletedWhenBothAreWantedAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            var vm = world.stopped("both-" + round);

            var done = atOnce(() -> world.deletions.protect(vm, world.actor), () -> world.vms.delete(vm, world.actor));

            assertThat(done).containsExactlyInAnyOrder(true, false);
            world.awaitStatus(vm, done.getFirst() ? VmStatus.STOPPED : VmStatus.BINNED);
            assertThat(world.view(vm).deleteProtected()).isEqualTo(done.getFirst());
        }
    }

    @Test
    void isForThoseWhoMayDelete() {
        var vm = binned("web-1");
        var reader = world.member("reader", Role.PROJECT_VIEWER);

        assertThat(world.vms.get(vm, reader).status()).isEqualTo(VmStatus.BINNED);
        for (var call : List.<Runnable>of(
                () -> world.deletions.restore(vm, reader),
                () -> world.deletions.forGood(vm, reader),
                () -> world.deletions.protect(vm, reader),
                () -> world.deletions.unprotect(vm, reader))) {
            assertThatThrownBy(call::run).isInstanceOf(Forbidden.class);
        }
    }

    @Test
    void isChargedForWhatRunsAlsoInTheRecycleBin() {
        var vm = binned("web-1");

        world.machine.virsh().start(vm.value());

        VmWorld.await().untilAsserted(() -> world.assertUsed(1, 1));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.BINNED);
        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(why -> assertThat(why).contains("turned on outside Slipway"));
        world.ended(world.deletions.forGood(vm, world.actor));
        world.assertNothingOnHost(vm);
        world.assertUsed(0, 0);
    }

    @Test
    void makesWayForTheUpkeepOfItsHost() {
        var vm = binned("web-1");
        var since = world.view(vm).binned();
        var other = world.smallerHost();

        var move = world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), SYSTEM);

        assertThat(world.ended(move).state()).isEqualTo(OperationState.DONE);
        VmWorld.await().untilAsserted(() -> world.assertGoneFrom(vm, world.machine));
        assertThat(world.view(vm).binned()).isEqualTo(since);
        world.deletions.restore(vm, world.actor);
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        assertThat(other.defined()).anyMatch(spec -> spec.vm().equals(vm));
        world.assertUsed(1, 1);
    }

    @Test
    void isLostWithItsHost() {
        var vm = binned("web-1");
        world.silence();

        world.ended(world.bean(LostHosts.class).giveUp(world.host.id(), SYSTEM), SYSTEM);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.LOST);
        assertThat(world.view(vm).binned()).isEmpty();
        world.assertUsed(0, 0);
    }

    @Test
    void isInTheWayOfItsTenantsEndAndRestoredAlsoWhileThatIsSuspended() {
        var vm = binned("web-1");
        var register = world.bean(TenantRegister.class);

        assertThatThrownBy(() -> register.delete(world.project.tenant(), SYSTEM))
                .hasMessageContaining("1 VM in the recycle bin");
        register.suspend(world.project.tenant(), Suspension.Vms.STOP_ALL, "Audit under way", SYSTEM);
        world.deletions.restore(vm, world.actor);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
    }

    private void delete(VmId vm) {
        assertThat(world.ended(world.vms.delete(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
    }

    private VmId binned(String name) {
        var vm = world.running(name);
        delete(vm);
        return vm;
    }

    /** As if its days were over. */
    private void due(VmId vm) {
        jdbc.sql("update vm set purge_at = utc_timestamp(6) - interval 1 second where id = ? and purge_at is not null")
                .param(vm.value())
                .update();
    }

    private void awaitGone(VmId vm) {
        VmWorld.await()
                .untilAsserted(() -> assertThatThrownBy(() -> world.view(vm)).isInstanceOf(NotFound.class));
    }

    private List<VmId> listed(Set<VmStatus> statuses) {
        var query = new VmQuery(world.project.id(), Optional.empty(), statuses);
        return world.vms
                .list(query, PageRequest.of(0, 50), world.actor)
                .map(VmView::id)
                .toList();
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Which of them were not refused. */
    private static List<Boolean> atOnce(Runnable... calls) {
        return Stream.of(calls)
                .map(call -> CompletableFuture.supplyAsync(() -> {
                    try {
                        call.run();
                        return true;
                    } catch (Problem refused) {
                        return false;
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Who did that to it. */
    private List<String> actors(VmId vm, String action) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 100), world.actor)
                .filter(entry -> entry.action().equals(action) && !entry.refused())
                .map(AuditEntry::actor)
                .toList();
    }
}
