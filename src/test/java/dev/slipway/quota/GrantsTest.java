package dev.slipway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two application nodes on one database, with a clock that the tests move. */
class GrantsTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private static String url;
    private static QuotaNode node;
    private static QuotaNode other;

    private final QuotaPath path = QuotaNode.path();

    @BeforeAll
    static void start() {
        url = QuotaNode.freshSchema();
        node = new QuotaNode(url, CLOCK);
        other = new QuotaNode(url, CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @Test
    void aGrantIsPartOfTheLimitUntilItsEnd() {
        limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(16));
        give(Level.MEMBER, Dimension.VCPUS, 4, WEEK);

        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(20);
        assertThat(node.get(Grants.class).active(path, SYSTEM)).singleElement().satisfies(g -> {
            assertThat(g.amount()).isEqualTo(4);
            assertThat(g.endsAt()).isEqualTo(CLOCK.instant().plus(WEEK));
            assertThat(g.levelName()).isEqualTo("ada");
        });
        CLOCK.advance(WEEK.minusSeconds(1));
        look(node);
        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(20);
        CLOCK.advance(Duration.ofSeconds(1));
        look(node);
        look(other);
        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(16);
        assertThat(node.get(Grants.class).active(path, SYSTEM)).isEmpty();
    }

    @Test
    void whatIsForGoodStays() {
        limit(Level.PROJECT, Dimension.DISK_MIB, OptionalLong.of(1024));
        give(List.of(new Raise(Level.PROJECT, Dimension.DISK_MIB, 2048, Optional.empty())));
        CLOCK.advance(Duration.ofDays(4000));
        look(node);
        assertThat(limit(Level.PROJECT, Dimension.DISK_MIB)).hasValue(3072);
    }

    @Test
    void endsOnTimeThoughNoPortalWasUp() {
        limit(Level.PROJECT, Dimension.VMS, OptionalLong.of(0));
        give(Level.PROJECT, Dimension.VMS, 3, WEEK);
        CLOCK.advance(WEEK.multipliedBy(10));
        try (QuotaNode started = new QuotaNode(url, CLOCK)) {
            look(started);
        }
        assertThat(limit(Level.PROJECT, Dimension.VMS)).hasValue(0);
    }

    @Test
    void endsOnceHoweverManyNodesAndThreadsEndIt() throws Exception {
        limit(Level.TENANT, Dimension.VCPUS, OptionalLong.of(1000));
        for (int i = 0; i < 30; i++) {
            give(Level.TENANT, Dimension.VCPUS, 7, WEEK);
        }
        assertThat(limit(Level.TENANT, Dimension.VCPUS)).hasValue(1210);
        CLOCK.advance(WEEK);
        inParallel(8, thread -> look(thread % 2 == 0 ? node : other));
        assertThat(limit(Level.TENANT, Dimension.VCPUS)).hasValue(1000);
    }

    @Test
    void anEndThatIsCutOffHappensLater() {
        limit(Level.MEMBER, Dimension.VMS, OptionalLong.of(2));
        give(Level.MEMBER, Dimension.VMS, 1, WEEK);
        CLOCK.advance(WEEK);
        GrantRow due = row();
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.get(Raising.class).end(due, GrantState.ENDED, SYSTEM);
                    throw new IllegalStateException("the node dies before it commits");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(limit(Level.MEMBER, Dimension.VMS)).hasValue(3);
        look(other);
        assertThat(limit(Level.MEMBER, Dimension.VMS)).hasValue(2);
    }

    @Test
    void stopsGrowthAtItsEndAndNothingElse() {
        limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(4));
        give(Level.MEMBER, Dimension.VCPUS, 4, WEEK);
        ChargeKey vm = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
        node.charge(vm, path, new Amounts(1, 8, 0, 0, 0, 0));
        CLOCK.advance(WEEK);
        look(node);

        assertThat(line(Level.MEMBER, Dimension.VCPUS).used()).isEqualTo(8);
        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(4);
        ChargeKey more = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
        assertThat(node.tryCharge(more, path, new Amounts(1, 1, 0, 0, 0, 0))).isFalse();
        node.release(vm);
        assertThat(node.tryCharge(more, path, new Amounts(1, 4, 0, 0, 0, 0))).isTrue();
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void aLimitThatIsSetMeanwhileIsWhatStaysAtTheEnd() {
        limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(16));
        give(Level.MEMBER, Dimension.VCPUS, 4, WEEK);
        limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(30));
        limit(Level.MEMBER, Dimension.VMS, OptionalLong.of(5));

        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(34);
        assertThat(limit(Level.MEMBER, Dimension.VMS)).hasValue(5);
        CLOCK.advance(WEEK);
        look(node);
        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(30);
    }

    @Test
    void unlimitedStaysUnlimitedAndIsCountedOnceItIsNot() {
        limit(Level.PROJECT, Dimension.VMS, OptionalLong.empty());
        give(Level.PROJECT, Dimension.VMS, 2, WEEK);
        assertThat(limit(Level.PROJECT, Dimension.VMS)).isEmpty();
        limit(Level.PROJECT, Dimension.VMS, OptionalLong.of(10));
        assertThat(limit(Level.PROJECT, Dimension.VMS)).hasValue(12);
        limit(Level.PROJECT, Dimension.VMS, OptionalLong.empty());
        CLOCK.advance(WEEK);
        look(node);
        assertThat(limit(Level.PROJECT, Dimension.VMS)).isEmpty();
    }

    @Test
    void limitsThatAreSetWhileGrantsEndAndBeginComeOutRight() throws Exception {
        for (int round = 0; round < 15; round++) {
            limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(5));
            give(Level.MEMBER, Dimension.VCPUS, 3, WEEK);
            CLOCK.advance(WEEK);
            inParallel(4, thread -> {
                switch (thread) {
                    case 0 -> look(node);
                    case 1 -> look(other);
                    case 2 -> limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(50));
                    default -> give(Level.MEMBER, Dimension.VCPUS, 11, WEEK);
                }
            });
            assertThat(limit(Level.MEMBER, Dimension.VCPUS))
                    .as("round %d", round)
                    .hasValue(61);
            CLOCK.advance(WEEK);
            look(node);
            assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(50);
        }
    }

    @Test
    void refusesWhatNoLimitCanBe() {
        limit(Level.MEMBER, Dimension.DISK_MIB, OptionalLong.of(10));
        assertThatThrownBy(() -> give(Level.MEMBER, Dimension.DISK_MIB, 1_000_000_000_000L, WEEK))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("disk");
        assertThat(limit(Level.MEMBER, Dimension.DISK_MIB)).hasValue(10);
        give(Level.MEMBER, Dimension.DISK_MIB, 1000, WEEK);
        assertThatThrownBy(() -> limit(Level.MEMBER, Dimension.DISK_MIB, OptionalLong.of(1_000_000_000_000L)))
                .isInstanceOf(InvalidRequest.class);
        assertThat(limit(Level.MEMBER, Dimension.DISK_MIB)).hasValue(1010);
    }

    @Test
    void canBeTakenBackByThoseWhoMayGiveIt() {
        limit(Level.MEMBER, Dimension.VCPUS, OptionalLong.of(1));
        limit(Level.PROJECT, Dimension.VCPUS, OptionalLong.of(1));
        give(List.of(
                new Raise(
                        Level.MEMBER,
                        Dimension.VCPUS,
                        2,
                        Optional.of(CLOCK.instant().plus(WEEK))),
                new Raise(
                        Level.PROJECT,
                        Dimension.VCPUS,
                        4,
                        Optional.of(CLOCK.instant().plus(WEEK)))));
        Grants grants = node.get(Grants.class);
        GrantView members = active(Level.MEMBER);
        GrantView projects = active(Level.PROJECT);
        Actor manager = actor(UserId.random(), Role.PROJECT_MANAGER);
        Actor ada = actor(path.member(), Role.PROJECT_MEMBER);
        Actor colleague = actor(UserId.random(), Role.PROJECT_MEMBER);

        assertThatThrownBy(() -> grants.revoke(members.id(), stranger())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> grants.revoke(members.id(), colleague)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> grants.revoke(members.id(), ada)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> grants.revoke(projects.id(), manager)).isInstanceOf(Forbidden.class);
        grants.revoke(members.id(), manager);
        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(1);
        assertThatThrownBy(() -> grants.revoke(members.id(), manager)).isInstanceOf(Conflict.class);
        CLOCK.advance(WEEK);
        look(node);
        assertThat(limit(Level.MEMBER, Dimension.VCPUS)).hasValue(1);
        assertThat(limit(Level.PROJECT, Dimension.VCPUS)).hasValue(1);
    }

    @Test
    void onlyAnActiveGrantCanEnd() {
        for (GrantState from : GrantState.values()) {
            for (GrantState to : GrantState.values()) {
                assertThat(from.canBecome(to)).isEqualTo(from == GrantState.ACTIVE && to != GrantState.ACTIVE);
            }
        }
    }

    private void give(Level level, Dimension dimension, long amount, Duration time) {
        give(List.of(
                new Raise(level, dimension, amount, Optional.of(CLOCK.instant().plus(time)))));
    }

    private void give(List<Raise> raises) {
        node.inTransaction(() -> node.get(Grants.class).give(QuotaRequestId.random(), path, raises, SYSTEM));
    }

    private static void look(QuotaNode on) {
        on.get(GrantReconciler.class).look();
    }

    private GrantRow row() {
        return node.get(GrantRows.class).active(Charging.path(path)).getFirst();
    }

    private GrantView active(Level level) {
        return node.get(Grants.class).active(path, SYSTEM).stream()
                .filter(g -> g.level() == level)
                .findFirst()
                .orElseThrow();
    }

    private QuotaLine line(Level level, Dimension dimension) {
        return node.quotas().usage(path, SYSTEM).stream()
                .filter(l -> l.level() == level && l.dimension() == dimension)
                .findFirst()
                .orElseThrow();
    }

    private OptionalLong limit(Level level, Dimension dimension) {
        return line(level, dimension).limit();
    }

    private void limit(Level level, Dimension dimension, OptionalLong limit) {
        Map<Dimension, OptionalLong> limits = Map.of(dimension, limit);
        switch (level) {
            case TENANT -> node.quotas().limitTenant(path.tenant(), limits, SYSTEM);
            case PROJECT -> node.quotas().limitProject(path.tenant(), path.project(), limits, SYSTEM);
            case MEMBER -> node.quotas().limitMember(path.tenant(), path.project(), path.member(), limits, SYSTEM);
        }
    }

    private Actor actor(UserId user, Role role) {
        Scope scope = Scope.of(path.tenant(), path.project());
        return new Actor(user, "somebody", "127.0.0.1", Set.of(new Grant(role, scope)));
    }

    private static Actor stranger() {
        return new Actor(UserId.random(), "stranger", "127.0.0.1", Set.of());
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(int threads, Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(() -> {
                start.await();
                work.run(thread);
                return null;
            });
        }
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var ended : pool.invokeAll(all)) {
                ended.get();
            }
        }
    }
}
