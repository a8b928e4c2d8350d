package dev.slipway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How levels are seen by those who look after them, now and over time. */
class QuotaHistoryTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Duration BUCKET = Duration.ofMinutes(10);
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-03-02T10:04:00Z"));
    private static QuotaNode node;
    private static QuotaNode other;

    private final QuotaPath path = QuotaNode.path();
    private Instant start;

    @BeforeAll
    static void start() {
        String url = QuotaNode.freshSchema();
        node = new QuotaNode(url, CLOCK);
        other = new QuotaNode(url, CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    /** Each test begins four minutes into an hour. */
    @BeforeEach
    void nextHour() {
        CLOCK.advance(Duration.ofHours(2));
        while (CLOCK.instant().atZone(ZoneOffset.UTC).getMinute() != 4) {
            CLOCK.advance(Duration.ofMinutes(1));
        }
        start = CLOCK.instant();
    }

    @Test
    void recordsWhatChangesAndOnceAnHourOtherwise() {
        charge(4);
        look(node);
        CLOCK.advance(BUCKET);
        look(node);
        CLOCK.advance(BUCKET);
        charge(2);
        look(node);
        CLOCK.advance(BUCKET);
        limit(5);
        look(node);
        CLOCK.advance(Duration.ofMinutes(30));
        look(node);

        assertThat(read(start.minus(BUCKET)))
                .containsExactly("10:00 4 of 16", "10:20 6 of 16", "10:30 6 of 5", "11:00 6 of 5");
        assertThat(read(start.plus(Duration.ofMinutes(28))))
                .as("begins with what held at the beginning")
                .containsExactly("10:30 6 of 5", "11:00 6 of 5");
    }

    @Test
    void twoNodesWriteOneRowAndTheLaterFigureOfABucketStays() throws Exception {
        for (int round = 1; round <= 5; round++) {
            charge(1);
            var first = CompletableFuture.runAsync(() -> look(node));
            var second = CompletableFuture.runAsync(() -> look(other));
            CompletableFuture.allOf(first, second).get();
        }
        look(node);
        assertThat(read(start.minus(BUCKET))).containsExactly("10:00 5 of 16");
    }

    @Test
    void forgetsWhatIsOlderThanTheSettingSays() {
        charge(4);
        look(node);
        CLOCK.advance(Duration.ofDays(91));
        node.get(Sampler.class).forget();
        assertThat(read(start.minus(BUCKET))).isEmpty();
        look(node);
        assertThat(read(CLOCK.instant().minus(Duration.ofHours(1)))).hasSize(1);
    }

    @Test
    void isForThoseWhoSeeTheLevelAndOfASpanThatCanBe() {
        QuotaHistory history = node.get(QuotaHistory.class);
        Instant until = start.plus(BUCKET);
        Actor ada = actor(path.member(), Role.PROJECT_MEMBER);
        Actor colleague = actor(UserId.random(), Role.PROJECT_MEMBER);
        Actor manager = actor(UserId.random(), Role.PROJECT_MANAGER);
        Actor stranger = new Actor(UserId.random(), "x", "127.0.0.1", Set.of());
        history.ofMember(path.tenant(), path.project(), path.member(), start, until, ada);
        history.ofMember(path.tenant(), path.project(), path.member(), start, until, manager);
        history.ofProject(path.tenant(), path.project(), start, until, ada);
        assertThatThrownBy(
                        () -> history.ofMember(path.tenant(), path.project(), path.member(), start, until, colleague))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> history.ofTenant(path.tenant(), start, until, manager))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> history.ofProject(path.tenant(), path.project(), start, until, stranger))
                .isInstanceOf(NotFound.class);
        for (Instant from :
                new Instant[] {until, until.plusSeconds(1), Instant.MIN, until.minus(Duration.ofDays(94))}) {
            assertThatThrownBy(() -> history.ofProject(path.tenant(), path.project(), from, until, ada))
                    .isInstanceOf(InvalidRequest.class);
        }
    }

    @Test
    void tellsWhatWasSetFromWhatIsGrantedForATime() {
        limit(4);
        charge(4);
        Raise raise = new Raise(
                Level.MEMBER, Dimension.VCPUS, 2, Optional.of(CLOCK.instant().plus(Duration.ofDays(1))));
        node.inTransaction(() -> node.get(Grants.class).give(QuotaRequestId.random(), path, List.of(raise), SYSTEM));
        LimitLine line = mine(actor(path.member(), Role.PROJECT_MEMBER)).line(Dimension.VCPUS);
        assertThat(line.limit()).hasValue(6);
        assertThat(line.set()).hasValue(4);
        assertThat(line.granted()).isEqualTo(2);
        limit(1);
        assertThat(mine(SYSTEM).line(Dimension.VCPUS).words())
                .isEqualTo("4 of 3, over by 1: nothing is stopped, nothing new can start");
    }

    @Test
    void saysWhyLimitsAreNotYoursToSet() {
        assertThat(mine(actor(UserId.random(), Role.PROJECT_MANAGER)).refusal()).isEmpty();
        assertThat(mine(actor(path.member(), Role.PROJECT_MANAGER)).refusal().orElseThrow())
                .contains("themselves", "tenant administrator");
        assertThat(mine(actor(path.member(), Role.PROJECT_MEMBER)).refusal().orElseThrow())
                .contains("a manager");
        Actor tenantAdmin = new Actor(
                path.member(), "a", "127.0.0.1", Set.of(new Grant(Role.TENANT_ADMIN, Scope.of(path.tenant()))));
        assertThat(mine(tenantAdmin).refusal()).isEmpty();
        assertThat(node.get(QuotaLevels.class)
                        .tenant(path.tenant(), "acme", tenantAdmin)
                        .refusal()
                        .orElseThrow())
                .contains("a platform administrator");
    }

    @Test
    void saysInOneSentenceWhatMayStillBeUsed() {
        charge(4);
        assertThat(rooms()).contains("You may still use 12 vCPUs: limited by your own share.");
        node.quotas()
                .limitProject(
                        path.tenant(),
                        path.project(),
                        Map.of(Dimension.VCPUS, OptionalLong.of(5), Dimension.DISK_MIB, OptionalLong.of(0)),
                        SYSTEM);
        assertThat(rooms())
                .contains(
                        "You may still use 1 vCPU: limited by project web.",
                        "You may use no more disk: limited by project web.",
                        "You may still use 24 GiB of running memory: limited by your own share.");
        for (QuotaLine line : node.quotas().usage(path, SYSTEM)) {
            Map<Dimension, OptionalLong> none = Map.of(line.dimension(), OptionalLong.empty());
            switch (line.level()) {
                case TENANT -> node.quotas().limitTenant(path.tenant(), none, SYSTEM);
                case PROJECT -> node.quotas().limitProject(path.tenant(), path.project(), none, SYSTEM);
                case MEMBER -> node.quotas().limitMember(path.tenant(), path.project(), path.member(), none, SYSTEM);
            }
        }
        assertThat(rooms()).hasSize(6).allMatch(s -> s.startsWith("Nothing limits your "));
    }

    private List<String> rooms() {
        return EffectiveRoom.of(node.quotas().usage(path, SYSTEM)).stream()
                .map(EffectiveRoom::sentence)
                .toList();
    }

    private LevelView mine(Actor actor) {
        return node.get(QuotaLevels.class).member(path.tenant(), path.project(), path.member(), "ada", actor);
    }

    private void charge(long vcpus) {
        node.charge(new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID()), path, new Amounts(1, vcpus, 0, 0, 0, 0));
    }

    private void limit(long vcpus) {
        node.quotas()
                .limitMember(
                        path.tenant(),
                        path.project(),
                        path.member(),
                        Map.of(Dimension.VCPUS, OptionalLong.of(vcpus)),
                        SYSTEM);
    }

    private static void look(QuotaNode on) {
        on.get(Sampler.class).look();
    }

    /** Relative to a start at ten, so that all tests read alike. */
    private List<String> read(Instant from) {
        Duration shift = Duration.between(Instant.parse("2026-03-02T10:04:00Z"), start);
        return node
                .get(QuotaHistory.class)
                .ofMember(
                        path.tenant(),
                        path.project(),
                        path.member(),
                        from,
                        CLOCK.instant().plusSeconds(1),
                        SYSTEM)
                .stream()
                .map(s -> s.at().minus(shift).toString().substring(11, 16) + " "
                        + s.used().vcpus() + " of " + s.limit(Dimension.VCPUS).orElseThrow())
                .toList();
    }

    private Actor actor(UserId user, Role role) {
        return new Actor(
                user, "somebody", "127.0.0.1", Set.of(new Grant(role, Scope.of(path.tenant(), path.project()))));
    }
}
