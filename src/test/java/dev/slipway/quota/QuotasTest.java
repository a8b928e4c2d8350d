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
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.transaction.IllegalTransactionStateException;

class QuotasTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Resources SMALL = new Resources(4, 2048, 10 * 1024);
    private static QuotaNode node;

    private final QuotaPath path = QuotaNode.path();
    private final ChargeKey vm = new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
    private final ChargeKey running = new ChargeKey(ChargeKey.Kind.VM_RUNNING, vm.subject());

    @BeforeAll
    static void start() {
        node = new QuotaNode(QuotaNode.freshSchema());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void chargesAllLevelsAndGivesBack() {
        node.charge(vm, path, Amounts.allocated(SMALL));
        node.charge(running, path, Amounts.running(SMALL));
        for (Level level : Level.values()) {
            assertThat(used(level)).containsExactly(1L, 4L, 2048L, 10240L, 4L, 2048L);
        }
        node.release(vm, running);
        for (Level level : Level.values()) {
            assertThat(used(level)).containsOnly(0L);
        }
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void chargesAndReleasesAKeyOnceHoweverOftenItIsAsked() {
        for (int i = 0; i < 3; i++) {
            node.charge(vm, path, Amounts.allocated(SMALL));
        }
        node.inTransaction(() -> node.quotas().charge(path, Map.of(vm, Amounts.allocated(SMALL))));
        assertThat(used(Level.TENANT)).startsWith(1L, 4L);
        node.release(vm, vm);
        node.release(vm);
        node.release(new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID()));
        assertThat(used(Level.TENANT)).containsOnly(0L);
    }

    @Test
    void keepsHowLongWhatEndedWasCharged() {
        node.charge(vm, path, Amounts.allocated(SMALL));
        node.charge(running, path, Amounts.running(SMALL));
        node.release(running);
        node.release(running);
        node.charge(running, path, Amounts.running(SMALL));
        assertThat(periods()).containsExactly("VM_RUNNING 0 4");
        node.release(vm, running);
        assertThat(periods()).containsExactly("VM_RUNNING 0 4", "VM 1 0", "VM_RUNNING 0 4");
    }

    private List<String> periods() {
        return node.jdbc()
                .queryForList(
                        "select concat(kind, ' ', vms, ' ', running_vcpus) from quota_period where subject = ?"
                                + " and tenant_id = ? and ended_at > started_at order by id",
                        String.class,
                        vm.subject(),
                        path.tenant().value());
    }

    @Test
    void refusesToChargeAKeyToSomebodyElse() {
        node.charge(vm, path, Amounts.allocated(SMALL));
        assertThatThrownBy(() -> node.charge(vm, QuotaNode.path(), Amounts.allocated(SMALL)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void chargesInsideTheCallersTransactionOnly() {
        assertThatThrownBy(() -> node.quotas().charge(path, Map.of(vm, Amounts.NONE)))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> node.quotas().release(vm)).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.quotas().charge(path, Map.of(vm, Amounts.allocated(SMALL)));
                    throw new IllegalArgumentException("the caller fails afterwards");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(used(Level.TENANT)).containsOnly(0L);
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void refusesNamingLevelMissingAmountAndWayOutAndPreviewsTheSameSentence() {
        limit(Level.PROJECT, Dimension.VCPUS, 16);
        limit(Level.MEMBER, Dimension.VCPUS, 100);
        charge(Amounts.allocated(new Resources(14, 0, 0)));
        String sentence = "Project web may use 16 vCPUs and uses 14; this needs 4, so 2 are missing."
                + " Delete a VM, or ask a tenant administrator for more.";

        assertThat(node.quotas().preview(path, Amounts.allocated(SMALL), SYSTEM).refusals())
                .containsExactly(sentence);
        assertThatThrownBy(() -> node.charge(vm, path, Amounts.allocated(SMALL)))
                .isInstanceOfSatisfying(QuotaExceeded.class, e -> {
                    assertThat(e.sentence()).isEqualTo(sentence);
                    assertThat(e.facts())
                            .containsEntry("dimension", "VCPUS")
                            .containsEntry("level", "PROJECT")
                            .containsEntry("levelName", "web")
                            .containsEntry("limit", 16L)
                            .containsEntry("used", 14L)
                            .containsEntry("missing", 2L);
                });
        assertThat(used(Level.TENANT)).startsWith(1L, 14L);
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void speaksOfMemoryInGibAndOfTheMemberByName() {
        limit(Level.MEMBER, Dimension.RUNNING_MEMORY_MIB, 3 * 1024);
        charge(Amounts.running(new Resources(1, 1536, 0)));
        assertThatThrownBy(() -> node.charge(running, path, Amounts.running(SMALL)))
                .hasMessage("In project web, ada may use 3 GiB of running memory and uses 1.5 GiB; this needs 2 GiB,"
                        + " so 512 MiB are missing. Stop a VM, or ask a manager for more.");
    }

    @Test
    void offersASmallerSizeWhenDeletingWouldNotHelp() {
        limit(Level.TENANT, Dimension.VCPUS, 3);
        assertThatThrownBy(() -> node.charge(vm, path, Amounts.allocated(SMALL)))
                .hasMessage("Tenant acme may use 3 vCPUs and uses 0; this needs 4, so 1 is missing."
                        + " Choose a smaller size, or ask a platform administrator for more.");
    }

    @Test
    void takesZeroAsNoneAndAbsentAsUnlimited() {
        limit(Level.MEMBER, Dimension.VMS, 0);
        assertThatThrownBy(() -> node.charge(vm, path, Amounts.allocated(SMALL)))
                .hasMessage("In project web, ada may use 0 VMs and uses 0; this needs 1, so 1 is missing."
                        + " Ask a manager for more.");
        for (Level level : Level.values()) {
            Map<Dimension, OptionalLong> none = new EnumMap<>(Dimension.class);
            List.of(Dimension.values()).forEach(d -> none.put(d, OptionalLong.empty()));
            limit(level, none);
        }
        node.charge(vm, path, Amounts.allocated(new Resources(1_000_000, 1L << 40, 1L << 40)));
        assertThat(node.quotas().usage(path, SYSTEM)).allMatch(l -> l.room().isEmpty());
    }

    @Test
    void letsALimitSinkBelowUsageAndBlocksOnlyGrowthOfThatDimension() {
        charge(Amounts.allocated(SMALL));
        limit(Level.PROJECT, Dimension.DISK_MIB, 1);
        assertThat(node.tryCharge(vm, path, Amounts.allocated(new Resources(0, 0, 1))))
                .isFalse();
        assertThat(node.tryCharge(running, path, Amounts.running(SMALL))).isTrue();
        assertThat(node.quotas().usage(path, SYSTEM))
                .filteredOn(l -> l.level() == Level.PROJECT && l.dimension() == Dimension.DISK_MIB)
                .singleElement()
                .satisfies(l -> assertThat(l.room()).hasValue(0));
    }

    @Test
    void chargesAFactPastTheLimit() {
        limit(Level.MEMBER, Dimension.RUNNING_VCPUS, 1);
        node.inTransaction(() -> node.quotas().chargeFact(running, path, Amounts.running(SMALL)));
        assertThat(used(Level.MEMBER)).containsExactly(0L, 0L, 0L, 0L, 4L, 2048L);
        assertThat(node.mismatches()).isEmpty();
    }

    @Test
    void showsADefaultStandingToThoseWhoHaveNotUsedAnything() {
        List<QuotaLine> lines = node.quotas().usage(path, SYSTEM);
        assertThat(lines).hasSize(18).allMatch(l -> l.used() == 0);
        assertThat(lines)
                .contains(
                        new QuotaLine(Level.TENANT, "acme", "tenant acme", Dimension.VMS, 0, OptionalLong.of(50)),
                        new QuotaLine(Level.PROJECT, "web", "project web", Dimension.VMS, 0, OptionalLong.empty()),
                        new QuotaLine(Level.MEMBER, "ada", "ada", Dimension.MEMORY_MIB, 0, OptionalLong.of(32 * 1024)));
        assertThat(node.quotas().preview(path, Amounts.running(SMALL), SYSTEM).lines())
                .hasSize(6)
                .extracting(QuotaLine::dimension)
                .containsOnly(Dimension.RUNNING_VCPUS, Dimension.RUNNING_MEMORY_MIB);
    }

    @Test
    void takesDefaultsFromSettings() {
        var settings =
                new QuotaSettings(Map.of(Level.MEMBER, Map.of(Dimension.VMS, "3", Dimension.VCPUS, " Unlimited ")));
        assertThat(settings.template(Level.MEMBER))
                .containsEntry(Dimension.VMS, OptionalLong.of(3))
                .containsEntry(Dimension.VCPUS, OptionalLong.empty())
                .containsEntry(Dimension.RUNNING_VCPUS, OptionalLong.of(12));
        assertThatThrownBy(() -> new QuotaSettings(Map.of(Level.TENANT, Map.of(Dimension.VMS, "many"))))
                .hasMessageContaining("'many'");
        assertThatThrownBy(() -> new QuotaSettings(Map.of(Level.TENANT, Map.of(Dimension.VMS, "-1"))))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesSillyLimits() {
        for (long bad : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_001L}) {
            assertThatThrownBy(() -> limit(Level.TENANT, Dimension.VMS, bad))
                    .as("" + bad)
                    .isInstanceOf(InvalidRequest.class);
        }
    }

    @Test
    void letsNobodySetTheLimitsTheyLiveUnder() {
        Scope tenant = Scope.of(path.tenant());
        Scope project = Scope.of(path.tenant(), path.project());
        Map<Dimension, OptionalLong> more = Map.of(Dimension.VMS, OptionalLong.of(99));
        Actor tenantAdmin = actor(Role.TENANT_ADMIN, tenant);
        Actor manager = actor(Role.PROJECT_MANAGER, project);
        Actor stranger = actor(Role.TENANT_ADMIN, Scope.of(TenantId.random()));
        Quotas quotas = node.quotas();

        assertThatThrownBy(() -> quotas.limitTenant(path.tenant(), more, tenantAdmin))
                .isInstanceOf(Forbidden.class);
        quotas.limitProject(path.tenant(), path.project(), more, tenantAdmin);
        quotas.limitMember(path.tenant(), path.project(), path.member(), more, tenantAdmin);
        assertThatThrownBy(() -> quotas.limitProject(path.tenant(), path.project(), more, manager))
                .isInstanceOf(Forbidden.class);
        quotas.limitMember(path.tenant(), path.project(), path.member(), more, manager);
        Actor own = new Actor(path.member(), "ada", "127.0.0.1", manager.grants());
        assertThatThrownBy(() -> quotas.limitMember(path.tenant(), path.project(), path.member(), more, own))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("themselves");
        Actor member = actor(Role.PROJECT_MEMBER, project);
        assertThatThrownBy(() -> quotas.limitMember(path.tenant(), path.project(), path.member(), more, member))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("a manager");
        assertThat(quotas.usage(path, manager)).isNotEmpty();

        assertThatThrownBy(() -> quotas.limitTenant(path.tenant(), more, stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> quotas.limitProject(path.tenant(), path.project(), more, stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> quotas.limitMember(path.tenant(), path.project(), path.member(), more, stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> quotas.usage(path, stranger)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> quotas.preview(path, Amounts.NONE, stranger)).isInstanceOf(NotFound.class);
    }

    @Test
    void raisesTheAlarmForATotalThatIsNotTheSumAndNeverCorrectsIt() {
        charge(Amounts.allocated(SMALL));
        var health = node.get(QuotaHealthIndicator.class);
        var gauge =
                node.get(MeterRegistry.class).get("slipway.quota.mismatches").gauge();
        assertThat(node.mismatches()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        node.jdbc()
                .update(
                        "update quota_node set used_vcpus = used_vcpus + 1 where member_id = ?",
                        path.member().value());
        try {
            assertThat(node.mismatches())
                    .containsExactly(
                            "member " + path.member() + " of project " + path.project() + ": vCPUs used 5 charged 4");
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(gauge.value()).isEqualTo(1);
            assertThat(node.mismatches()).hasSize(1);
        } finally {
            node.jdbc()
                    .update(
                            "update quota_node set used_vcpus = 4 where member_id = ?",
                            path.member().value());
        }
        node.jdbc()
                .update(
                        "delete from quota_node where member_id = ?",
                        path.member().value());
        assertThat(node.mismatches()).singleElement().asString().contains("used null charged");
        node.jdbc()
                .update(
                        "delete from quota_charge where member_id = ?",
                        path.member().value());
        assertThat(node.mismatches()).hasSize(2);
        node.jdbc()
                .update(
                        "delete from quota_node where tenant_id = ?",
                        path.tenant().value());
        assertThat(node.mismatches()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(gauge.value()).isZero();
    }

    private void charge(Amounts amounts) {
        node.charge(new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID()), path, amounts);
    }

    private List<Long> used(Level level) {
        return node.quotas().usage(path, SYSTEM).stream()
                .filter(l -> l.level() == level)
                .map(QuotaLine::used)
                .toList();
    }

    private void limit(Level level, Dimension dimension, long limit) {
        limit(level, Map.of(dimension, OptionalLong.of(limit)));
    }

    private void limit(Level level, Map<Dimension, OptionalLong> limits) {
        switch (level) {
            case TENANT -> node.quotas().limitTenant(path.tenant(), limits, SYSTEM);
            case PROJECT -> node.quotas().limitProject(path.tenant(), path.project(), limits, SYSTEM);
            case MEMBER -> node.quotas().limitMember(path.tenant(), path.project(), path.member(), limits, SYSTEM);
        }
    }

    private static Actor actor(Role role, Scope scope) {
        return new Actor(UserId.random(), "ada", "10.0.0.1", Set.of(new Grant(role, scope)));
    }
}
