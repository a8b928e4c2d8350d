package dev.slipway.vm.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.Networks;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** A VM changes hands: whose it is and who pays, together or not at all. */
@SlipwayTest
class MoveTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private UserId mover;
    private ProjectView other;
    private ProjectView elsewhere;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        String tag = UUID.randomUUID().toString().substring(0, 8);
        mover = world.bean(Users.class)
                .create("mover-" + tag, "Mover", "a long enough password", VmWorld.SYSTEM)
                .id();
        var tenants = world.bean(Tenants.class);
        other = tenants.createProject(world.project.tenant(), "other " + tag, VmWorld.SYSTEM);
        elsewhere = tenants.createTenant("Elsewhere " + tag, VmWorld.SYSTEM);
        tenants.setMember(world.project.id(), mover, Role.PROJECT_MANAGER, VmWorld.SYSTEM);
        tenants.setMember(other.id(), mover, Role.PROJECT_MANAGER, VmWorld.SYSTEM);
        tenants.setMember(elsewhere.id(), mover, Role.PROJECT_MEMBER, VmWorld.SYSTEM);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    private Actor mover() {
        return world.bean(Actors.class).of(mover, "192.0.2.9");
    }

    @Test
    void withinATenantItNeedsNoRoomInTheTenant() {
        VmId vm = world.running("web-1");
        world.bean(Quotas.class)
                .limitTenant(world.project.tenant(), Map.of(Dimension.VMS, OptionalLong.of(1)), VmWorld.SYSTEM);
        assertThat(world.vms
                        .quoteMove(vm, other.id(), Optional.empty(), mover())
                        .fits())
                .isTrue();

        world.vms.move(vm, other.id(), Optional.empty(), mover());

        assertThatThrownBy(() -> world.view(vm)).isInstanceOf(NotFound.class);
        var moved = world.vms.get(vm, mover());
        assertThat(moved.projectName()).isEqualTo(other.name());
        assertThat(moved.ownerName()).as("who had it is not in that project").isEqualTo(mover().name());
        assertThat(moved.status()).isEqualTo(VmStatus.RUNNING);
        assertThat(used(other, Level.TENANT)).isEqualTo(1);
        assertThat(used(other, Level.PROJECT)).isEqualTo(1);
        assertThat(used(other, Level.MEMBER)).isEqualTo(1);
        assertThat(used(world.project, Level.PROJECT)).isZero();
        world.ended(world.vms.forceOff(vm, mover()), mover());
        assertThat(running(other, Level.PROJECT)).isZero();
        world.ended(world.deletions.forGood(vm, mover()), mover());
        assertThat(used(other, Level.TENANT)).isZero();
    }

    @Test
    void toAnotherTenantItMustFitThereOrNothingMoves() {
        VmId vm = world.running("web-1");
        world.bean(Quotas.class)
                .limitProject(
                        elsewhere.tenant(),
                        elsewhere.id(),
                        Map.of(Dimension.RUNNING_VCPUS, OptionalLong.of(0)),
                        VmWorld.SYSTEM);

        assertThat(world.vms
                        .quoteMove(vm, elsewhere.id(), Optional.empty(), mover())
                        .refusals())
                .singleElement()
                .asString()
                .contains("0 running vCPUs");
        assertThatThrownBy(() -> world.vms.move(vm, elsewhere.id(), Optional.empty(), mover()))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessageContaining("running vCPUs");

        assertThat(world.view(vm).projectName()).isEqualTo(world.project.name());
        world.assertUsed(1, 1);
        assertThat(used(elsewhere, Level.TENANT)).isZero();

        world.ended(world.vms.forceOff(vm, world.actor));
        world.vms.move(vm, elsewhere.id(), Optional.empty(), mover());

        world.assertUsed(0, 0);
        assertThat(used(elsewhere, Level.TENANT)).isEqualTo(1);
        assertThatThrownBy(() -> world.vms.start(vm, mover())).isInstanceOf(QuotaExceeded.class);
    }

    @Test
    void bothSidesReadOfItAndNeitherLearnsTheOthersName() {
        VmId vm = world.stopped("web-1");

        world.vms.move(vm, elsewhere.id(), Optional.empty(), mover());

        assertThat(feed(vm, world.project)).contains("Moved to another tenant.").doesNotContain(elsewhere.tenantName());
        assertThat(feed(vm, elsewhere)).contains("Came from another tenant").doesNotContain(world.project.tenantName());
    }

    @Test
    void aNameThatIsTakenThereKeepsItHere() {
        VmId vm = world.stopped("web-1");
        VmId before = world.stopped("web-2");
        world.vms.move(before, other.id(), Optional.empty(), mover());
        rename(before, "web-1");

        refuses(Conflict.class, "name-taken", () -> world.vms.move(vm, other.id(), Optional.empty(), mover()));

        assertThat(used(world.project, Level.PROJECT)).isEqualTo(1);
    }

    @Test
    void aNetworkThatTheTenantDoesNotHaveKeepsItHere() {
        VmId vm = world.stopped("web-1");
        world.bean(Networks.class).restrict(world.network.id(), Set.of(world.project.tenant()), VmWorld.SYSTEM);

        refuses(
                Conflict.class,
                "network-not-there",
                () -> world.vms.move(vm, elsewhere.id(), Optional.empty(), mover()));
        world.vms.move(vm, other.id(), Optional.empty(), mover());
    }

    @Test
    void waitsForWhatIsUnderWay() {
        VmId vm = world.running("web-1");
        world.machine.guests().stoppingIn(Duration.ofSeconds(2));
        var shutdown = world.vms.shutdown(vm, world.actor);

        refuses(Conflict.class, "busy", () -> world.vms.move(vm, other.id(), Optional.empty(), mover()));

        world.ended(shutdown);
        world.vms.move(vm, other.id(), Optional.empty(), mover());
    }

    @Test
    void isForThoseWhoMayTakeItAwayHereAndHaveItThere() {
        VmId vm = world.stopped("web-1");
        ProjectId closed = world.bean(Tenants.class)
                .createProject(world.project.tenant(), "closed " + UUID.randomUUID(), VmWorld.SYSTEM)
                .id();
        Actor stranger = new Actor(UserId.random(), "stranger", "192.0.2.2", Set.of());

        refuses(Forbidden.class, "forbidden", () -> world.vms.move(vm, other.id(), Optional.empty(), world.actor));
        refuses(NotFound.class, "not-found", () -> world.vms.move(vm, other.id(), Optional.empty(), stranger));
        refuses(NotFound.class, "not-found", () -> world.vms.move(vm, closed, Optional.empty(), mover()));
        refuses(
                InvalidRequest.class,
                "owner-not-there",
                () -> world.vms.move(vm, other.id(), Optional.of(UserId.random()), mover()));
        refuses(Conflict.class, "nothing-to-move", () -> {
            world.vms.move(vm, world.project.id(), Optional.of(mover), mover());
            world.vms.move(vm, world.project.id(), Optional.of(mover), mover());
        });
        assertThat(world.view(vm).ownerName()).isEqualTo(mover().name());
    }

    @Test
    void startingAndMovingAtOnceChargesWhoeverHasItThen() throws Exception {
        VmId vm = world.stopped("web-1");
        for (int round = 0; round < 10; round++) {
            ProjectView to = round % 2 == 0 ? other : world.project;
            CyclicBarrier together = new CyclicBarrier(2);
            try (var both = Executors.newFixedThreadPool(2)) {
                Future<?> start = both.submit(() -> {
                    together.await();
                    return attempt(() -> world.ended(world.vms.start(vm, mover()), mover()));
                });
                Future<?> move = both.submit(() -> {
                    together.await();
                    return attempt(() -> world.vms.move(vm, to.id(), Optional.empty(), mover()));
                });
                start.get();
                move.get();
            }
            boolean on = world.vms.get(vm, mover()).status() == VmStatus.RUNNING;
            ProjectView now = world.vms.get(vm, mover()).scope().project().equals(other.id()) ? other : world.project;
            ProjectView not = now == other ? world.project : other;
            assertThat(running(now, Level.PROJECT)).isEqualTo(on ? 1 : 0);
            assertThat(running(not, Level.PROJECT)).isZero();
            assertThat(used(not, Level.PROJECT)).isZero();
            if (on) {
                world.ended(world.vms.forceOff(vm, mover()), mover());
            }
            if (now != to) {
                world.vms.move(vm, to.id(), Optional.empty(), mover());
            }
        }
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Conflict e) {
            return false;
        }
    }

    private static void refuses(Class<? extends Problem> kind, String code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(kind, p -> assertThat(p.code()).isEqualTo(code));
    }

    /** As a rename would; there is no such verb yet. */
    private void rename(VmId vm, String name) {
        world.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("update vm set name = ?, live_name = ? where id = ?")
                .params(name, name, vm.value())
                .update();
    }

    private String feed(VmId vm, ProjectView side) {
        return world.bean(AuditTrail.class)
                .ofProject(side.scope(), PageRequest.of(0, 50), VmWorld.SYSTEM)
                .getContent()
                .toString();
    }

    private long used(ProjectView project, Level level) {
        return line(project, level, Dimension.VMS);
    }

    private long running(ProjectView project, Level level) {
        return line(project, level, Dimension.RUNNING_VCPUS);
    }

    private long line(ProjectView project, Level level, Dimension dimension) {
        return world.vms.quota(project.id(), mover()).stream()
                .filter(l -> l.level() == level && l.dimension() == dimension)
                .mapToLong(QuotaLine::used)
                .sum();
    }
}
