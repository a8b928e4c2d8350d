package dev.slipway.vm.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.SshKeySamples;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.outside.OutsideDefinitions;
import dev.slipway.vm.power.RestartPolicies;
import dev.slipway.vm.power.RestartPolicy;
import dev.slipway.vm.seed.IsoReader;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.state.VmStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** VMs that wait for who launches such a one, on a simulated host. The portal under test keeps the pools by itself. */
@SlipwayTest
class WarmPoolsTest {
    @Autowired
    BeanFactory beans;

    /** Accounts take a while to make. */
    private static UserId hal;

    private static UserId gracesAccount;

    private VmWorld world;
    private WarmHall hall;
    private Actor grace;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        if (hal == null) {
            hal = WarmHall.administrator(world);
            gracesAccount = world.accountHolder().requireUser();
        }
        hall = new WarmHall(world, hal);
        world.bean(Tenants.class).setMember(world.project.id(), gracesAccount, Role.PROJECT_MEMBER, VmWorld.SYSTEM);
        grace = world.bean(Actors.class).of(gracesAccount, "192.0.2.1");
    }

    @AfterEach
    void leave() {
        hall.pools.list(hall.administrator).stream()
                .filter(pool -> pool.payer().equals(hall.payer.id()))
                .forEach(pool -> hall.pools.remove(pool.id(), hall.administrator));
        world.close();
    }

    @Test
    void keepsAsManyWaitingAsAreWanted() {
        var pool = hall.filled(2);
        assertThat(hall.paid(Dimension.VMS)).isEqualTo(2);
        assertThat(hall.paid(Dimension.RUNNING_VCPUS)).isEqualTo(2);

        hall.pools.resize(pool.id(), 3, hall.administrator);
        hall.awaitReady(pool, 3);
        hall.pools.resize(pool.id(), 1, hall.administrator);
        hall.awaitReady(pool, 1);
        VmWorld.await().untilAsserted(() -> assertThat(hall.paid(Dimension.VMS)).isEqualTo(1));

        hall.close(pool);
        assertThat(hall.paid(Dimension.VMS)).isZero();
        assertThat(hall.paid(Dimension.RUNNING_MEMORY_MIB)).isZero();
    }

    @Test
    void aLaunchTakesOneThatRunsAlreadyAndPaysForItFromThen() {
        var pool = hall.filled(1);
        var waiting = hall.waiting().getFirst();
        var starts = world.machine.calls(SimulatedCall.START);

        var launched = launch("web-1", key());
        assertThat(launched.vm()).isEqualTo(waiting);
        assertThat(world.ended(launched.operation(), grace).state()).isEqualTo(OperationState.DONE);

        var view = world.vms.get(waiting, grace);
        assertThat(view.status()).isEqualTo(VmStatus.RUNNING);
        assertThat(view.name()).isEqualTo("web-1");
        assertThat(told(waiting).orElseThrow())
                .satisfies(who -> assertThat(who.hostName()).isEqualTo("web-1"))
                .satisfies(who -> assertThat(who.user()).isEqualTo("debian"))
                .satisfies(who ->
                        assertThat(who.sshKeys()).singleElement().asString().startsWith("ssh-ed25519 "));
        assertThat(seed(waiting))
                .contains("instance-id: " + waiting + "\nlocal-hostname: web-1\n")
                .contains("ssh-ed25519");
        world.assertUsed(1, 1);
        // A domain that runs keeps its name, and nobody is told that somebody renamed it.
        world.bean(OutsideDefinitions.class).look(world.host.id(), waiting);
        assertThat(world.vms.get(waiting, grace).outside()).isEmpty();

        // Another one takes its place, which is the only one that was started since.
        hall.awaitReady(pool, 1);
        assertThat(hall.waiting()).doesNotContain(waiting);
        assertThat(world.machine.calls(SimulatedCall.START)).isEqualTo(starts + 1 + 1);
        assertThat(hall.paid(Dimension.VMS)).isEqualTo(1);
    }

    @Test
    void aGuestThatDoesNotListenStartsOnceMoreAsANewOne() {
        hall.filled(1);
        var waiting = hall.waiting().getFirst();
        world.machine.guests().withAgents(false);

        var launched = launch("web-1", key());
        assertThat(launched.vm()).isEqualTo(waiting);
        assertThat(world.ended(launched.operation(), grace).state()).isEqualTo(OperationState.DONE);

        assertThat(told(waiting)).isEmpty();
        assertThat(seed(waiting)).contains("instance-id: " + waiting + "-handed-over\nlocal-hostname: web-1\n");
        assertThat(world.vms.get(waiting, grace).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void onlyWhatIsAlikeIsTaken() {
        hall.filled(1);
        var waiting = hall.waiting().getFirst();
        var r = world.request("web-1");

        var withUserData = world.vms.launch(
                new LaunchRequest(
                        r.project(),
                        "web-1",
                        r.image(),
                        r.size(),
                        r.network(),
                        List.of(),
                        Optional.of("#!/bin/sh\n"),
                        Optional.empty()),
                grace);
        assertThat(withUserData.vm()).isNotEqualTo(waiting);
        var plain = world.publish(false);
        var otherImage = world.vms.launch(
                new LaunchRequest(
                        r.project(),
                        "web-2",
                        plain.version(),
                        r.size(),
                        r.network(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                grace);
        assertThat(otherImage.vm()).isNotEqualTo(waiting);
        assertThat(launch("web-3").vm()).isEqualTo(waiting);
    }

    @Test
    void severalAtOnceTakeWhatThereIsAndMakeTheRest() {
        hall.filled(2);
        var waiting = hall.waiting();
        var set = new LaunchSet(world.request("web"), new Numbering("web-{n}", 3, OptionalInt.empty()));

        var launched = world.vms.launchAll(set, grace);

        assertThat(launched).extracting(Launched::vm).containsAll(waiting).hasSize(3);
        launched.forEach(
                one -> assertThat(world.ended(one.operation(), grace).state()).isEqualTo(OperationState.DONE));
        assertThat(launched)
                .extracting(one -> world.vms.get(one.vm(), grace).name())
                .containsExactly("web-1", "web-2", "web-3");
        world.assertUsed(3, 3);
    }

    @Test
    void oneThatIsJustBeingLookedAtIsTakenAMomentLater() {
        hall.filled(1);
        var waiting = hall.waiting().getFirst();
        var locked = new CountDownLatch(1);
        var looking = CompletableFuture.runAsync(() -> world.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> {
                    world.bean(VmStore.class).lock(waiting);
                    locked.countDown();
                    world.bean(JdbcClient.class)
                            .sql("select sleep(0.3)")
                            .query(Integer.class)
                            .single();
                }));
        assertThat(locked).satisfies(l -> l.await());

        assertThat(launch("web-1").vm()).isEqualTo(waiting);

        looking.join();
    }

    @Test
    void whoComesAtTheSameMomentGetsAnother() throws Exception {
        hall.filled(1);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var launches = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> launch("web-" + i), threads))
                    .toList();
            var vms = launches.stream().map(CompletableFuture::join).toList();

            assertThat(vms).extracting(Launched::vm).doesNotHaveDuplicates();
            vms.forEach(one ->
                    assertThat(world.ended(one.operation(), grace).state()).isEqualTo(OperationState.DONE));
        }
        world.assertUsed(4, 4);
    }

    @Test
    void theSameLaunchSentTwiceTakesOne() {
        hall.filled(2);
        var r = world.request("web-1");
        var request = new LaunchRequest(
                r.project(),
                "web-1",
                r.image(),
                r.size(),
                r.network(),
                List.of(),
                Optional.empty(),
                Optional.of("key of " + r.project()));

        var first = world.vms.launch(request, grace);
        assertThat(world.vms.launch(request, grace)).isEqualTo(first);
        assertThat(world.vms.get(first.vm(), grace).name()).isEqualTo("web-1");
        world.assertUsed(1, 1);
    }

    @Test
    void whoMayNotHaveMoreLeavesItWaiting() {
        var pool = hall.filled(1);
        world.limit(Dimension.VMS, 0);

        assertThatThrownBy(() -> launch("web-1")).isInstanceOf(QuotaExceeded.class);

        assertThat(hall.look(pool).ready()).isEqualTo(1);
        world.assertUsed(0, 0);
        assertThat(hall.paid(Dimension.VMS)).isEqualTo(1);
    }

    @Test
    void aNameThatIsTakenLeavesItWaiting() {
        var pool = hall.filled(1);
        launch("web-1");
        hall.awaitReady(pool, 1);

        assertThatThrownBy(() -> launch("web-1"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("There is a VM named web-1");
        assertThat(hall.look(pool).ready()).isEqualTo(1);
    }

    @Test
    void nobodyWorksWithOneThatWaits() {
        hall.filled(1);
        var waiting = hall.waiting().getFirst();

        assertThatThrownBy(() -> world.vms.openScreen(waiting, hall.administrator))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("waits in a warm pool");
        assertThatThrownBy(() -> world.vms.move(waiting, world.project.id(), Optional.empty(), hall.administrator))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("waits in a warm pool");
        assertThatThrownBy(() ->
                        world.bean(RestartPolicies.class).set(waiting, RestartPolicy.ON_FAILURE, hall.administrator))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("waits in a warm pool");
        assertThat(world.vms.get(waiting, hall.administrator).refusedActions())
                .containsKeys(VmAction.CONSOLE, VmAction.PROMOTE, VmAction.REBUILD, VmAction.CHANGE_DISC, VmAction.TAG)
                .doesNotContainKeys(VmAction.FORCE_OFF, VmAction.DELETE);
    }

    @Test
    void oneThatWentOffIsReplaced() {
        var pool = hall.filled(1);
        var waiting = hall.waiting().getFirst();

        world.machine.virsh().destroy(waiting.value());

        VmWorld.await().untilAsserted(() -> assertThat(hall.waiting()).doesNotContain(waiting));
        hall.awaitReady(pool, 1);
    }

    @Test
    void oneWhoseGuestIsNotUpYetIsNotTaken() {
        world.machine.guests().withAgents(false);
        var pool = hall.pools.create(hall.draft(1), hall.administrator);
        VmWorld.await()
                .until(() -> hall.waiting().stream()
                        .anyMatch(vm -> world.vms.get(vm, hall.administrator).status() == VmStatus.RUNNING));
        var waiting = hall.waiting().getFirst();
        assertThat(hall.look(pool))
                .extracting(WarmPool::ready, WarmPool::coming)
                .containsExactly(0, 1);

        assertThat(launch("web-1").vm()).isNotEqualTo(waiting);
        world.machine.guests().withAgents(true);
        hall.awaitReady(pool, 1);
        assertThat(launch("web-2").vm()).isEqualTo(waiting);
    }

    @Test
    void saysWhyItIsNotFullAndTriesAgain() {
        hall.limit(Dimension.VMS, 0);
        var pool = hall.pools.create(hall.draft(1), hall.administrator);
        VmWorld.await()
                .untilAsserted(
                        () -> assertThat(hall.look(pool).failure().orElse("")).contains("VM"));
        assertThat(hall.waiting()).isEmpty();

        hall.limit(Dimension.VMS, 10);
        hall.pools.resize(pool.id(), 1, hall.administrator);
        assertThat(hall.awaitReady(pool, 1).failure()).isEmpty();
    }

    @Test
    void aLaunchForItThatFailedIsSaidAndLeavesNothing() {
        world.machine.fail(SimulatedCall.DEFINE, Fault.answers(Kind.REFUSED));
        var pool = hall.pools.create(hall.draft(1), hall.administrator);
        VmWorld.await()
                .untilAsserted(() -> assertThat(hall.look(pool).failure()).isPresent());
        VmWorld.await().untilAsserted(() -> assertThat(hall.waiting()).isEmpty());
        assertThat(hall.paid(Dimension.VMS)).isZero();
    }

    @Test
    void saysWhoPaysByTheNameOfToday() {
        var pool = hall.pools.create(hall.draft(0), hall.administrator);
        world.bean(TenantRegister.class).rename(hall.payer.tenant(), "Renamed " + pool.id(), VmWorld.SYSTEM);

        assertThat(hall.look(pool).names().payer()).isEqualTo("Renamed " + pool.id());
    }

    @Test
    void isForWhoCuratesThePlatform() {
        assertThatThrownBy(() -> hall.pools.list(grace)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> hall.pools.create(hall.draft(1), grace)).isInstanceOf(Forbidden.class);
        var pool = hall.pools.create(hall.draft(0), hall.administrator);
        assertThatThrownBy(() -> hall.pools.create(hall.draft(1), hall.administrator))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("a pool of that image");
        assertThatThrownBy(() -> hall.pools.create(hall.draft(51), hall.administrator))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> hall.pools.resize(pool.id(), -1, hall.administrator))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesAnImageWhoseGuestsCouldNotBeTold() {
        var deaf = world.publish(true, false);
        var draft = new WarmPoolDraft(deaf.version(), world.size.id(), world.network.id(), hall.payer.id(), 1);
        assertThatThrownBy(() -> hall.pools.create(draft, hall.administrator))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("has no guest agent");
    }

    private Launched launch(String name, SshKeyId... keys) {
        var r = world.request(name);
        return world.vms.launch(
                new LaunchRequest(
                        r.project(),
                        name,
                        r.image(),
                        r.size(),
                        r.network(),
                        List.of(keys),
                        Optional.empty(),
                        Optional.empty()),
                grace);
    }

    private SshKeyId key() {
        return world.bean(SshKeys.class)
                .add("laptop " + world.project.id(), SshKeySamples.fresh(), grace)
                .id();
    }

    private Optional<GuestIdentity> told(VmId vm) {
        return world.machine.guests().identity(vm.value());
    }

    /** As it was written last. */
    private String seed(VmId vm) {
        var volume = new VolumeRef(world.host.pool(), "vm-" + vm + "-seed.iso");
        var written =
                world.bean(Seeds.class).write(world.bean(VmStore.class).find(vm).orElseThrow());
        assertThat(world.machine.uploaded(volume).orElseThrow().bytes()).isEqualTo(written.length);
        return IsoReader.read(written).files().get("meta-data");
    }
}
