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
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.kernel.UserId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

class QuotaTemplatesTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static QuotaNode node;

    private final QuotaPath path = QuotaNode.path();
    private final String name = "small " + UUID.randomUUID();

    @BeforeAll
    static void start() {
        node = new QuotaNode(QuotaNode.freshSchema());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aTenantStartsWithItsTemplateOnAllLevels() {
        apply(templates().create(draft(name, 7), SYSTEM).id());
        assertThat(limit(path, Level.TENANT, Dimension.VCPUS)).hasValue(70);
        assertThat(limit(path, Level.PROJECT, Dimension.VCPUS)).hasValue(14);
        assertThat(limit(path, Level.MEMBER, Dimension.VCPUS)).hasValue(7);
        assertThat(limit(path, Level.TENANT, Dimension.DISK_MIB)).isEmpty();

        node.charge(charge(), path, new Amounts(1, 7, 0, 0, 0, 0));
        assertThat(node.tryCharge(charge(), path, new Amounts(1, 1, 0, 0, 0, 0)))
                .isFalse();
        assertThat(limit(path, Level.PROJECT, Dimension.VCPUS)).hasValue(14);
        assertThat(templates().ofTenant(path.tenant(), SYSTEM).name()).isEqualTo(name);
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void aTenantWithoutOneStartsWithTheBuiltInOne() {
        QuotaTemplateView builtIn = templates().list(SYSTEM).getFirst();
        assertThat(builtIn.isBuiltIn()).isTrue();
        assertThat(builtIn.name()).isEqualTo("default");
        assertThat(builtIn.limit(Level.MEMBER, Dimension.VCPUS)).hasValue(16);
        assertThat(builtIn.limit(Level.PROJECT, Dimension.VCPUS)).isEmpty();
        assertThat(templates().ofTenant(path.tenant(), SYSTEM)).isEqualTo(builtIn);
        assertThat(limit(path, Level.TENANT, Dimension.VMS)).isEqualTo(builtIn.limit(Level.TENANT, Dimension.VMS));
    }

    @Test
    void laterChangesLeaveLimitsAloneAndAreWhatNewOnesStartWith() {
        QuotaTemplateId template = templates().create(draft(name, 7), SYSTEM).id();
        apply(template);
        node.charge(charge(), path, new Amounts(1, 1, 0, 0, 0, 0));
        templates().edit(template, draft(name + " 2", 3), SYSTEM);

        assertThat(limit(path, Level.TENANT, Dimension.VCPUS)).hasValue(70);
        assertThat(limit(path, Level.MEMBER, Dimension.VCPUS)).hasValue(7);
        QuotaPath newcomer = new QuotaPath(path.tenant(), "acme", path.project(), "web", UserId.random(), "bob");
        assertThat(limit(newcomer, Level.PROJECT, Dimension.VCPUS)).hasValue(14);
        assertThat(limit(newcomer, Level.MEMBER, Dimension.VCPUS)).hasValue(3);
        QuotaPath elsewhere = new QuotaPath(path.tenant(), "acme", ProjectId.random(), "ops", path.member(), "ada");
        assertThat(limit(elsewhere, Level.PROJECT, Dimension.VCPUS)).hasValue(6);
    }

    @Test
    void goingBackToTheBuiltInOneSetsItsLimits() {
        apply(templates().create(draft(name, 7), SYSTEM).id());
        apply(QuotaTemplates.BUILT_IN);
        assertThat(limit(path, Level.TENANT, Dimension.VCPUS)).hasValue(100);
        assertThat(limit(path, Level.MEMBER, Dimension.VCPUS)).hasValue(16);
    }

    @Test
    void isNotDeletedWhileATenantHasIt() {
        QuotaTemplateId template = templates().create(draft(name, 7), SYSTEM).id();
        apply(template);
        assertThat(templates().get(template, SYSTEM).tenants()).isEqualTo(1);
        assertThatThrownBy(() -> templates().delete(template, SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("another template first");
        apply(QuotaTemplates.BUILT_IN);
        templates().delete(template, SYSTEM);
        assertThatThrownBy(() -> templates().get(template, SYSTEM)).isInstanceOf(NotFound.class);
    }

    @Test
    void isNotHeldByATenantThatIsGone() {
        QuotaTemplateId template = templates().create(draft(name, 7), SYSTEM).id();
        apply(template);
        node.inTransaction(() -> node.get(QuotaTree.class).forget(path.tenant(), Optional.empty()));
        templates().delete(template, SYSTEM);
        assertThatThrownBy(() -> templates().get(template, SYSTEM)).isInstanceOf(NotFound.class);
    }

    @Test
    void isGivenOrDeletedButNeverBoth() throws Exception {
        for (int round = 0; round < 10; round++) {
            QuotaPath tenant = QuotaNode.path();
            QuotaTemplateId template =
                    templates().create(draft(name + round, 7), SYSTEM).id();
            CyclicBarrier start = new CyclicBarrier(2);
            var given = CompletableFuture.supplyAsync(() ->
                    tried(start, () -> node.inTransaction(() -> templates().apply(template, tenant.tenant(), SYSTEM))));
            var deleted = CompletableFuture.supplyAsync(
                    () -> tried(start, () -> templates().delete(template, SYSTEM)));
            assertThat(given.get()).as("round %d", round).isNotEqualTo(deleted.get());
            String now = templates().ofTenant(tenant.tenant(), SYSTEM).name();
            assertThat(now).isEqualTo(given.get() ? name + round : "default");
        }
    }

    @Test
    void comesWithTheTenantOrNotAtAll() {
        QuotaTemplateId template = templates().create(draft(name, 7), SYSTEM).id();
        assertThatThrownBy(() -> templates().apply(template, path.tenant(), SYSTEM))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    templates().apply(template, path.tenant(), SYSTEM);
                    throw new IllegalArgumentException("the name is taken");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(templates().ofTenant(path.tenant(), SYSTEM).isBuiltIn()).isTrue();
    }

    @Test
    void refusesNamesAndLimitsThatCannotBe() {
        templates().create(draft(name, 7), SYSTEM);
        assertThatThrownBy(() -> templates().create(draft(name, 8), SYSTEM)).isInstanceOf(Conflict.class);
        for (String bad : new String[] {"", " ", "Default", "a\u0000b", "a\u202eb", "x".repeat(64)}) {
            assertThatThrownBy(() -> draft(bad, 7))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("name"));
        }
        for (long bad : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_001L}) {
            Map<Dimension, OptionalLong> limits = Map.of(Dimension.RUNNING_MEMORY_MIB, OptionalLong.of(bad));
            assertThatThrownBy(() -> new QuotaTemplateDraft(name, Map.of(Level.PROJECT, limits)))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("project.runningMemoryMib"));
        }
        assertThatThrownBy(() -> templates().edit(QuotaTemplates.BUILT_IN, draft(name + "2", 7), SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("settings");
    }

    @Test
    void isForThePlatformAlone() {
        QuotaTemplateId template = templates().create(draft(name, 7), SYSTEM).id();
        Actor auditor = actor(Role.PLATFORM_AUDITOR, Scope.PLATFORM);
        Actor tenantAdmin = actor(Role.TENANT_ADMIN, Scope.of(path.tenant()));
        assertThat(templates().list(auditor)).hasSizeGreaterThan(1);
        assertThatThrownBy(() -> templates().list(tenantAdmin)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> templates().get(template, tenantAdmin)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> templates().edit(template, draft(name, 8), tenantAdmin))
                .isInstanceOf(NotFound.class);
        for (Actor actor : new Actor[] {auditor, tenantAdmin}) {
            assertThatThrownBy(() -> templates().create(draft(name + "2", 8), actor))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> node.inTransaction(() -> templates().apply(template, path.tenant(), actor)))
                    .isInstanceOf(Forbidden.class);
        }
        assertThatThrownBy(() -> templates().delete(template, auditor)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> templates().ofTenant(QuotaNode.path().tenant(), tenantAdmin))
                .isInstanceOf(NotFound.class);
        assertThat(templates().ofTenant(path.tenant(), tenantAdmin).isBuiltIn()).isTrue();
    }

    private static boolean tried(CyclicBarrier start, Runnable work) {
        try {
            start.await();
            work.run();
            return true;
        } catch (Conflict | NotFound e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static QuotaTemplates templates() {
        return node.get(QuotaTemplates.class);
    }

    private void apply(QuotaTemplateId template) {
        node.inTransaction(() -> templates().apply(template, path.tenant(), SYSTEM));
    }

    /** Limits vCPUs only: a member's to these, a project's to twice, a tenant's to ten times as many. */
    private static QuotaTemplateDraft draft(String name, long vcpus) {
        Map<Level, Map<Dimension, OptionalLong>> limits = new EnumMap<>(Level.class);
        limits.put(Level.TENANT, Map.of(Dimension.VCPUS, OptionalLong.of(10 * vcpus)));
        limits.put(Level.PROJECT, Map.of(Dimension.VCPUS, OptionalLong.of(2 * vcpus)));
        limits.put(Level.MEMBER, Map.of(Dimension.VCPUS, OptionalLong.of(vcpus)));
        return new QuotaTemplateDraft(name, limits);
    }

    private static ChargeKey charge() {
        return new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
    }

    private static OptionalLong limit(QuotaPath path, Level level, Dimension dimension) {
        return node.quotas().usage(path, SYSTEM).stream()
                .filter(l -> l.level() == level && l.dimension() == dimension)
                .findFirst()
                .orElseThrow()
                .limit();
    }

    private static Actor actor(Role role, Scope scope) {
        return new Actor(UserId.random(), "somebody", "127.0.0.1", Set.of(new Grant(role, scope)));
    }
}
