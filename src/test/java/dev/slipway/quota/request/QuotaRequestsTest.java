package dev.slipway.quota.request;

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
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.ChargeKey;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaNode;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.request.RequestQuery.Box;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Two application nodes on one database; people by their roles alone. */
class QuotaRequestsTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Wanted MEMBER_VCPUS = new Wanted(Level.MEMBER, Dimension.VCPUS);
    private static final Wanted PROJECT_VCPUS = new Wanted(Level.PROJECT, Dimension.VCPUS);
    private static final Wanted TENANT_VCPUS = new Wanted(Level.TENANT, Dimension.VCPUS);
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private static QuotaNode node;
    private static QuotaNode other;

    private final QuotaPath path = QuotaNode.path();
    private final Scope project = Scope.of(path.tenant(), path.project());
    private final Actor ada = new Actor(path.member(), "ada", "ip", Set.of(new Grant(Role.PROJECT_MEMBER, project)));
    private final Actor mia = actor("mia", Role.PROJECT_MANAGER, project);
    private final Actor tom = actor("tom", Role.TENANT_ADMIN, Scope.of(path.tenant()));
    private final Actor root = actor("root", Role.PLATFORM_ADMIN, Scope.PLATFORM);
    private final Actor auditor = actor("auditor", Role.PLATFORM_AUDITOR, Scope.PLATFORM);
    private final QuotaRequests requests = node.get(QuotaRequests.class);

    QuotaRequestsTest() {
        limit(Level.TENANT, 100);
        limit(Level.PROJECT, 50);
        limit(Level.MEMBER, 16);
    }

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

    @Test
    void anApprovedRequestRaisesTheLimitUntilItsEnd() {
        RequestView asked = ask(MEMBER_VCPUS, 4);
        assertThat(asked.state()).isEqualTo(RequestState.OPEN);
        assertThat(asked.waitsFor()).isEqualTo("a manager");
        assertThat(limit(Level.MEMBER)).hasValue(16);

        requests.approve(asked.id(), new Decision(Map.of(), Optional.empty(), "have fun"), mia);

        RequestView approved = requests.get(asked.id(), ada);
        assertThat(approved.state()).isEqualTo(RequestState.APPROVED);
        assertThat(approved.decidedBy()).contains("mia");
        assertThat(approved.comments()).isEqualTo("mia: have fun");
        assertThat(approved.lines()).singleElement().satisfies(l -> {
            assertThat(l.granted()).hasValue(4);
            assertThat(l.grantedUntil()).contains(CLOCK.instant().plus(WEEK));
        });
        assertThat(limit(Level.MEMBER)).hasValue(20);
    }

    @Test
    void whoDecidesMayChangeAmountAndTime() {
        RequestView asked = ask(MEMBER_VCPUS, 4);
        requests.approve(asked.id(), new Decision(Map.of(MEMBER_VCPUS, 2L), Optional.of(Term.FOR_GOOD), ""), mia);
        assertThat(limit(Level.MEMBER)).hasValue(18);
        assertThat(requests.get(asked.id(), ada).lines().getFirst().grantedUntil())
                .isEmpty();
        assertThat(requests.get(asked.id(), ada).words()).isEqualTo("2 vCPUs");
    }

    @Test
    void eachLevelIsDecidedByThoseWhoMayAndAllRiseTogether() {
        RequestView asked = ask(Map.of(MEMBER_VCPUS, 40L, PROJECT_VCPUS, 6L, TENANT_VCPUS, 3L));
        assertThat(asked.waitsFor()).isEqualTo("a manager and a tenant administrator and a platform administrator");

        requests.approve(asked.id(), Decision.AS_ASKED, mia);
        assertThat(requests.get(asked.id(), ada).state()).isEqualTo(RequestState.OPEN);
        assertThat(List.of(limit(Level.MEMBER), limit(Level.PROJECT), limit(Level.TENANT)))
                .containsExactly(OptionalLong.of(16), OptionalLong.of(50), OptionalLong.of(100));
        assertThatThrownBy(() -> requests.approve(asked.id(), Decision.AS_ASKED, mia))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("it waits for a tenant administrator and a platform administrator");
        assertThatThrownBy(() ->
                        requests.approve(asked.id(), new Decision(Map.of(TENANT_VCPUS, 3L), Optional.empty(), ""), tom))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("not yours to decide");

        requests.approve(asked.id(), Decision.AS_ASKED, root);
        assertThat(requests.get(asked.id(), ada).state()).isEqualTo(RequestState.APPROVED);
        assertThat(List.of(limit(Level.MEMBER), limit(Level.PROJECT), limit(Level.TENANT)))
                .containsExactly(OptionalLong.of(56), OptionalLong.of(56), OptionalLong.of(103));
    }

    @Test
    void aHigherOneDecidesEverythingBelow() {
        RequestView asked = ask(Map.of(MEMBER_VCPUS, 4L, PROJECT_VCPUS, 6L));
        requests.approve(asked.id(), Decision.AS_ASKED, tom);
        assertThat(requests.get(asked.id(), ada).state()).isEqualTo(RequestState.APPROVED);
        assertThat(limit(Level.PROJECT)).hasValue(56);
    }

    @Test
    void nobodyDecidesAboutThemselvesUnlessTheLimitsAreTheirsToSet() {
        RequestView mias =
                requests.ask(askFor(mia, Map.of(MEMBER_VCPUS, 2L)), mia).request();
        assertThat(mias.decidable()).isFalse();
        assertThatThrownBy(() -> requests.approve(mias.id(), Decision.AS_ASKED, mia))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("their own requests")
                .hasMessageContaining("a manager, somebody else");
        requests.approve(mias.id(), Decision.AS_ASKED, actor("max", Role.PROJECT_MANAGER, project));

        RequestView toms =
                requests.ask(askFor(tom, Map.of(MEMBER_VCPUS, 2L)), tom).request();
        requests.approve(toms.id(), Decision.AS_ASKED, tom);
        assertThat(requests.get(toms.id(), tom).state()).isEqualTo(RequestState.APPROVED);
    }

    @Test
    void theSameAgainIsTheFirst() {
        RequestView first = ask(MEMBER_VCPUS, 4);
        Asked again = requests.ask(wish(Map.of(MEMBER_VCPUS, 9L)), ada);
        assertThat(again.isNew()).isFalse();
        assertThat(again.request().id()).isEqualTo(first.id());
        assertThat(again.request().words()).isEqualTo("4 vCPUs");
        assertThat(requests.ask(wish(Map.of(PROJECT_VCPUS, 9L)), ada).isNew()).isTrue();
        requests.withdraw(first.id(), ada);
        assertThat(requests.ask(wish(Map.of(MEMBER_VCPUS, 9L)), ada).isNew()).isTrue();
    }

    @Test
    void manyWhoAskAtOnceMakeOneRequest() throws Exception {
        Set<QuotaRequestId> ids = java.util.concurrent.ConcurrentHashMap.newKeySet();
        inParallel(
                6,
                thread -> ids.add((thread % 2 == 0 ? node : other)
                        .get(QuotaRequests.class)
                        .ask(wish(Map.of(MEMBER_VCPUS, 4L)), ada)
                        .request()
                        .id()));
        assertThat(ids).hasSize(1);
        assertThat(page(Box.MINE, ada)).hasSize(1);
    }

    @Test
    void refusesWithAReasonAndCanBeAskedAgain() {
        RequestView asked = ask(MEMBER_VCPUS, 4);
        assertThatThrownBy(() -> requests.refuse(asked.id(), "  ", mia))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("comment"));
        requests.refuse(asked.id(), "use your old VMs", mia);
        assertThat(requests.get(asked.id(), ada).state()).isEqualTo(RequestState.REFUSED);
        assertThat(requests.get(asked.id(), ada).comments()).isEqualTo("mia: use your old VMs");
        assertThat(limit(Level.MEMBER)).hasValue(16);
        assertThatThrownBy(() -> requests.approve(asked.id(), Decision.AS_ASKED, tom))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("refused by mia");
        assertThat(ask(MEMBER_VCPUS, 4).id()).isNotEqualTo(asked.id());
    }

    @Test
    void ofThoseWhoDecideAtOnceOneWinsAndTheOthersAreTold() throws Exception {
        for (int round = 0; round < 12; round++) {
            RequestView asked = ask(MEMBER_VCPUS, 4);
            long before = limit(Level.MEMBER).getAsLong();
            List<RequestState> won = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Throwable> told = java.util.Collections.synchronizedList(new ArrayList<>());
            CLOCK.advance(RequestRows.EXPIRE_AFTER);
            RequestView longer = ask(PROJECT_VCPUS, 1);
            inParallel(4, thread -> {
                QuotaRequests on = (thread % 2 == 0 ? node : other).get(QuotaRequests.class);
                QuotaRequestId id = asked.id();
                try {
                    switch (thread) {
                        case 0 -> {
                            on.approve(id, new Decision(Map.of(), Optional.of(Term.FOR_GOOD), ""), mia);
                            won.add(RequestState.APPROVED);
                        }
                        case 1 -> {
                            on.refuse(id, "no", tom);
                            won.add(RequestState.REFUSED);
                        }
                        case 2 -> {
                            on.withdraw(id, ada);
                            won.add(RequestState.WITHDRAWN);
                        }
                        default -> {
                            if (expire(other, id)) {
                                won.add(RequestState.EXPIRED);
                            }
                        }
                    }
                } catch (Conflict e) {
                    told.add(e);
                }
            });
            assertThat(won).hasSize(1);
            assertThat(told)
                    .hasSizeBetween(2, 3)
                    .allSatisfy(e -> assertThat(e)
                            .hasMessageContaining(won.getFirst().words().toLowerCase(java.util.Locale.ROOT) + " by "));
            assertThat(requests.get(asked.id(), ada).state()).isEqualTo(won.getFirst());
            assertThat(limit(Level.MEMBER)).hasValue(won.getFirst() == RequestState.APPROVED ? before + 4 : before);
            requests.withdraw(longer.id(), ada);
        }
    }

    @Test
    void whatNobodyDecidesExpires() {
        RequestView forGood = requests.ask(new Ask(path, Map.of(MEMBER_VCPUS, 4L), Optional.empty(), "work"), ada)
                .request();
        RequestView forAWeek = ask(PROJECT_VCPUS, 4);
        CLOCK.advance(WEEK);
        node.get(RequestExpiry.class).look();
        assertThat(requests.get(forAWeek.id(), ada).state()).isEqualTo(RequestState.EXPIRED);
        assertThat(requests.get(forGood.id(), ada).state()).isEqualTo(RequestState.OPEN);
        CLOCK.advance(RequestRows.EXPIRE_AFTER);
        node.get(RequestExpiry.class).look();
        other.get(RequestExpiry.class).look();
        assertThat(requests.get(forGood.id(), ada).state()).isEqualTo(RequestState.EXPIRED);
        assertThat(requests.get(forGood.id(), ada).decidedBy()).contains("system:request-expiry");
    }

    @Test
    void aPartThatIsGivenForATimeMustBeCompleteByThen() {
        RequestView asked = requests.ask(
                        new Ask(path, Map.of(MEMBER_VCPUS, 4L, PROJECT_VCPUS, 4L), Optional.empty(), "work"), ada)
                .request();
        requests.approve(
                asked.id(),
                new Decision(Map.of(), Optional.of(Term.until(CLOCK.instant().plusSeconds(60))), ""),
                mia);
        CLOCK.advance(Duration.ofMinutes(1));
        node.get(RequestExpiry.class).look();
        assertThat(requests.get(asked.id(), ada).state()).isEqualTo(RequestState.EXPIRED);
        assertThat(limit(Level.MEMBER)).hasValue(16);
    }

    @Test
    void refusesInWordsWhatCannotBeAskedFor() {
        field("lines", () -> requests.ask(wish(Map.of()), ada));
        for (long amount : new long[] {0, -1, Long.MIN_VALUE, 1_000_000_000_001L, Long.MAX_VALUE}) {
            field("lines", () -> requests.ask(wish(Map.of(MEMBER_VCPUS, amount)), ada));
        }
        for (Instant until : List.of(
                CLOCK.instant(), Instant.EPOCH, Instant.MIN, CLOCK.instant().plus(Duration.ofDays(367)), Instant.MAX)) {
            field("until", () -> requests.ask(new Ask(path, Map.of(MEMBER_VCPUS, 1L), Optional.of(until), "why"), ada));
        }
        for (String reason : List.of("", " \n ", "x".repeat(1001), "bell\u0007")) {
            field("reason", () -> requests.ask(new Ask(path, Map.of(MEMBER_VCPUS, 1L), Optional.empty(), reason), ada));
        }
        node.quotas().limitProject(path.tenant(), path.project(), Map.of(Dimension.VMS, OptionalLong.empty()), SYSTEM);
        assertThatThrownBy(() -> requests.ask(wish(Map.of(new Wanted(Level.PROJECT, Dimension.VMS), 1L)), ada))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("There is no limit of VMs for project web");
        assertThat(page(Box.MINE, ada)).isEmpty();
    }

    @Test
    void refusesInWordsWhatCannotBeGiven() {
        RequestView asked = ask(MEMBER_VCPUS, 4);
        for (long amount : new long[] {-1, Long.MAX_VALUE, 0}) {
            field(
                    "lines",
                    () -> requests.approve(
                            asked.id(), new Decision(Map.of(MEMBER_VCPUS, amount), Optional.empty(), ""), mia));
        }
        field(
                "until",
                () -> requests.approve(
                        asked.id(), new Decision(Map.of(), Optional.of(Term.until(CLOCK.instant())), ""), mia));
        field(
                "comment",
                () -> requests.approve(asked.id(), new Decision(Map.of(), Optional.empty(), "x".repeat(1001)), mia));
        field(
                "limits",
                () -> requests.approve(
                        asked.id(), new Decision(Map.of(MEMBER_VCPUS, 1_000_000_000_000L), Optional.empty(), ""), mia));
        assertThat(requests.get(asked.id(), ada).state()).isEqualTo(RequestState.OPEN);
        assertThat(requests.get(asked.id(), ada).lines().getFirst().granted()).isEmpty();
        assertThat(limit(Level.MEMBER)).hasValue(16);
    }

    @Test
    void thoseWhoseItIsNotFindNothingAndTheOthersAreToldWhy() {
        QuotaRequestId id = ask(Map.of(MEMBER_VCPUS, 4L, PROJECT_VCPUS, 4L)).id();
        Actor colleague = actor("cleo", Role.PROJECT_MEMBER, project);
        Actor elsewhere = actor("eve", Role.TENANT_ADMIN, Scope.of(TenantId.random()));
        Actor left = new Actor(path.member(), "ada", "ip", Set.of());
        for (Actor stranger : List.of(
                colleague,
                elsewhere,
                left,
                actor("vic", Role.PROJECT_VIEWER, Scope.of(path.tenant(), ProjectId.random())))) {
            assertThat(page(Box.ALL, stranger)).isEmpty();
            assertThat(page(Box.TO_DECIDE, stranger)).isEmpty();
            assertThat(requests.toDecide(stranger)).isZero();
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> requests.get(id, stranger),
                    () -> requests.standing(id, stranger),
                    () -> requests.approve(id, Decision.AS_ASKED, stranger),
                    () -> requests.refuse(id, "no", stranger),
                    () -> requests.withdraw(id, stranger))) {
                assertThatThrownBy(call).isInstanceOf(NotFound.class);
            }
        }
        for (Actor watching : List.of(auditor, ada)) {
            assertThat(page(Box.ALL, watching)).hasSize(1);
            assertThat(page(Box.TO_DECIDE, watching)).isEmpty();
            assertThatThrownBy(() -> requests.approve(id, Decision.AS_ASKED, watching))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> requests.refuse(id, "no", watching)).isInstanceOf(Forbidden.class);
        }
        assertThatThrownBy(() -> requests.withdraw(id, mia)).isInstanceOf(Forbidden.class);
        Actor viewer = actor("vic", Role.PROJECT_VIEWER, project);
        assertThatThrownBy(() -> requests.ask(askFor(viewer, Map.of(MEMBER_VCPUS, 1L)), viewer))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> requests.ask(wish(Map.of(MEMBER_VCPUS, 1L)), elsewhere))
                .isInstanceOf(NotFound.class);
        for (Actor decider : List.of(mia, tom, root)) {
            assertThat(page(Box.TO_DECIDE, decider)).hasSize(1);
        }
        requests.approve(id, Decision.AS_ASKED, mia);
        assertThat(requests.toDecide(mia)).isZero();
        assertThat(requests.toDecide(tom)).isEqualTo(1);
    }

    @Test
    void whatIsShownIsWhatSingleRequestsSay() {
        ask(Map.of(MEMBER_VCPUS, 4L, TENANT_VCPUS, 4L));
        requests.ask(askFor(mia, Map.of(MEMBER_VCPUS, 1L)), mia);
        requests.ask(askFor(tom, Map.of(PROJECT_VCPUS, 1L)), tom);
        Actor colleague = actor("cleo", Role.PROJECT_MEMBER, project);
        List<RequestRow> all = node.get(RequestReader.class)
                .read(" where r.project_id = ?", List.of(path.project().value()));
        assertThat(all).hasSize(3);
        for (Actor actor : List.of(ada, mia, tom, root, auditor, colleague)) {
            assertThat(page(Box.ALL, actor).stream().map(RequestView::id))
                    .as(actor.name())
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(r -> r.isSeenBy(actor))
                            .map(RequestRow::id)
                            .toList());
            assertThat(page(Box.TO_DECIDE, actor).stream().map(RequestView::id))
                    .as(actor.name())
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(r -> r.isSeenBy(actor) && r.view(actor).decidable())
                            .map(RequestRow::id)
                            .toList());
        }
    }

    @Test
    void sortsPagesAndFilters() {
        RequestView first = ask(MEMBER_VCPUS, 4);
        CLOCK.advance(Duration.ofSeconds(1));
        RequestView second = ask(PROJECT_VCPUS, 4);
        requests.withdraw(first.id(), ada);
        assertThat(page(Box.MINE, ada).stream().map(RequestView::id)).containsExactly(second.id(), first.id());
        var oldest = PageRequest.of(0, 1, Sort.by("askedAt"));
        var page = requests.list(query(Box.MINE, Set.of()), oldest, ada);
        assertThat(page.getTotalElements()).isEqualTo(2);
        assertThat(page.getContent().getFirst().id()).isEqualTo(first.id());
        assertThat(requests.list(query(Box.MINE, Set.of(RequestState.WITHDRAWN)), oldest, ada))
                .singleElement()
                .satisfies(r -> assertThat(r.id()).isEqualTo(first.id()));
        assertThatThrownBy(() -> requests.list(
                        query(Box.MINE, Set.of()), PageRequest.of(0, 1, Sort.by("reason; drop table")), ada))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void saysWhatIsMissingOnAllLevelsInAmountsThatPeopleAskFor() {
        limit(Level.MEMBER, Dimension.MEMORY_MIB, 1000);
        limit(Level.PROJECT, Dimension.DISK_MIB, 0);
        Map<Dimension, Long> missing = requests.missing(path, new Amounts(1, 18, 1300, 3 * 1024, 0, 0), ada);
        assertThat(missing)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Dimension.VCPUS, 2L, Dimension.MEMORY_MIB, 1024L, Dimension.DISK_MIB, 10 * 1024L));
        assertThat(requests.parts(path, missing, ada))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        MEMBER_VCPUS,
                        2L,
                        new Wanted(Level.MEMBER, Dimension.MEMORY_MIB),
                        1024L,
                        new Wanted(Level.PROJECT, Dimension.DISK_MIB),
                        10 * 1024L));
        assertThat(requests.missing(path, new Amounts(1, 1, 1, 0, 0, 0), ada)).isEmpty();
    }

    @Test
    void raisesEachLevelByWhatItLacksAlsoWhenALimitWasLoweredBelowUsage() {
        ChargeKey vm = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
        node.inTransaction(() -> node.quotas().charge(path, Map.of(vm, new Amounts(0, 14, 0, 0, 0, 0))));
        limit(Level.PROJECT, 12);
        limit(Level.TENANT, 17);
        Map<Wanted, Long> parts = requests.parts(path, Map.of(Dimension.VCPUS, 4L), ada);
        assertThat(parts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(MEMBER_VCPUS, 2L, PROJECT_VCPUS, 6L, TENANT_VCPUS, 1L));
        requests.approve(ask(parts).id(), Decision.AS_ASKED, root);
        ChargeKey more = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
        node.inTransaction(() -> node.quotas().charge(path, Map.of(more, new Amounts(0, 4, 0, 0, 0, 0))));
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void onlyAnOpenRequestCanEnd() {
        for (RequestState from : RequestState.values()) {
            for (RequestState to : RequestState.values()) {
                assertThat(from.canBecome(to)).isEqualTo(from == RequestState.OPEN && to != RequestState.OPEN);
            }
            assertThat(from.isFinal()).isEqualTo(from != RequestState.OPEN);
        }
    }

    private static void field(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static boolean expire(QuotaNode on, QuotaRequestId id) {
        boolean[] expired = new boolean[1];
        on.inTransaction(() -> expired[0] = on.get(Closing.class).expire(id, Actor.system("request-expiry")));
        return expired[0];
    }

    private RequestView ask(Wanted wanted, long amount) {
        return ask(Map.of(wanted, amount));
    }

    private RequestView ask(Map<Wanted, Long> amounts) {
        Asked asked = requests.ask(wish(amounts), ada);
        assertThat(asked.isNew()).isTrue();
        return asked.request();
    }

    private Ask wish(Map<Wanted, Long> amounts) {
        return new Ask(path, amounts, Optional.of(CLOCK.instant().plus(WEEK)), "for the release");
    }

    private Ask askFor(Actor actor, Map<Wanted, Long> amounts) {
        QuotaPath theirs = new QuotaPath(
                path.tenant(),
                path.tenantName(),
                path.project(),
                path.projectName(),
                actor.requireUser(),
                actor.name());
        return new Ask(theirs, amounts, Optional.empty(), "for the release");
    }

    private RequestQuery query(Box box, Set<RequestState> states) {
        return new RequestQuery(box, Optional.of(path.project()), states);
    }

    private List<RequestView> page(Box box, Actor actor) {
        return requests.list(query(box, Set.of()), PageRequest.of(0, 50), actor).getContent();
    }

    private static Actor actor(String name, Role role, Scope scope) {
        return new Actor(UserId.random(), name, "ip", Set.of(new Grant(role, scope)));
    }

    private OptionalLong limit(Level level) {
        return node.quotas().usage(path, SYSTEM).stream()
                .filter(l -> l.level() == level && l.dimension() == Dimension.VCPUS)
                .map(QuotaLine::limit)
                .findFirst()
                .orElseThrow();
    }

    private void limit(Level level, long vcpus) {
        limit(level, Dimension.VCPUS, vcpus);
    }

    private void limit(Level level, Dimension dimension, long limit) {
        Map<Dimension, OptionalLong> limits = Map.of(dimension, OptionalLong.of(limit));
        switch (level) {
            case TENANT -> node.quotas().limitTenant(path.tenant(), limits, SYSTEM);
            case PROJECT -> node.quotas().limitProject(path.tenant(), path.project(), limits, SYSTEM);
            case MEMBER -> node.quotas().limitMember(path.tenant(), path.project(), path.member(), limits, SYSTEM);
        }
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
