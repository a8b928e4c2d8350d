package dev.slipway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaTemplateId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SlipwayTest
class TenantLifeTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final PageRequest PAGE = PageRequest.of(0, 50);

    @Autowired
    ApplicationContext application;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantRegister register;

    @Autowired
    TenantAdministrators administrators;

    @Autowired
    Projects projects;

    @Autowired
    Members members;

    @Autowired
    QuotaTemplates templates;

    @Autowired
    Actors actors;

    @Autowired
    TransactionTemplate transaction;

    private People people;
    private final String name = "Life " + UUID.randomUUID();

    @BeforeEach
    void meet() {
        people = new People(application);
    }

    @Test
    void opensATenantWithItsFirstAdministratorOrNotAtAll() {
        Person ada = people.newStranger();
        TenantView opened = register.open(
                new NewTenant(name, Optional.of(ada.user().name().toUpperCase(Locale.ROOT)), Optional.empty()), SYSTEM);

        assertThat(opened.projects()).isOne();
        assertThat(administrators.list(opened.id(), now(ada)))
                .extracting(MemberView::user)
                .containsExactly(ada.user().id());
        assertThat(register.list(Optional.empty(), PAGE, now(ada))).containsExactly(opened);
        assertThatThrownBy(() -> register.open(
                        new NewTenant(name + "b", Optional.of("nobody-at-all"), Optional.empty()), SYSTEM))
                .isInstanceOf(InvalidRequest.class)
                .extracting(e -> ((InvalidRequest) e).field())
                .isEqualTo("administrator");
        assertThat(register.list(Optional.of(name + "b"), PAGE, SYSTEM)).isEmpty();
    }

    @Test
    void opensATenantWithTheLimitsOfATemplateOrNotAtAll() {
        TenantView opened =
                register.open(new NewTenant(name, Optional.empty(), Optional.of(QuotaTemplates.BUILT_IN)), SYSTEM);
        assertThat(templates.ofTenant(opened.id(), SYSTEM).isBuiltIn()).isTrue();

        var unknown = Optional.of(QuotaTemplateId.random());
        assertThatThrownBy(() -> register.open(new NewTenant(name + "b", Optional.empty(), unknown), SYSTEM))
                .isInstanceOf(NotFound.class);
        assertThat(register.list(Optional.of(name + "b"), PAGE, SYSTEM)).isEmpty();
    }

    @Test
    void findsTenantsByPartOfTheNameAndLiterally() {
        register.open(new NewTenant(name + " 100%", Optional.empty(), Optional.empty()), SYSTEM);
        register.open(new NewTenant(name + " 100x", Optional.empty(), Optional.empty()), SYSTEM);

        assertThat(register.list(Optional.of(name.substring(0, 20)), PAGE, SYSTEM))
                .isNotEmpty();
        assertThat(register.list(Optional.of(name + " 100%"), PAGE, SYSTEM)).hasSize(1);
        assertThat(register.list(Optional.of(name), PageRequest.of(1, 1), SYSTEM))
                .extracting(TenantView::name)
                .containsExactly(name + " 100x");
    }

    @Test
    void refusesWhateverBeginsSomethingWhileSuspendedAndNothingElse() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        Person manager = people.newMember(project.id(), Role.PROJECT_MANAGER);
        Person other = people.newStranger();

        register.suspend(project.tenant(), Suspension.Vms.KEEP_RUNNING, "The bill of June is not paid", SYSTEM);

        assertThatThrownBy(() -> tenants.require(project.id(), Permission.VM_LAUNCH, manager.actor()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("suspended by system:test")
                .hasMessageContaining("The bill of June is not paid.")
                .hasMessageContaining("Ask a platform administrator");
        assertThatThrownBy(() -> members.add(project.id(), other.user().name(), Role.PROJECT_VIEWER, manager.actor()))
                .isInstanceOf(Conflict.class);
        Person platform = people.newAdministrator();
        assertThatThrownBy(() -> tenants.createProject(project.tenant(), "new", platform.actor()))
                .isInstanceOf(Conflict.class);
        assertThat(tenants.require(project.id(), Permission.VM_DELETE, manager.actor()))
                .isEqualTo(project);
        members.setRole(project.id(), manager.user().id(), Role.PROJECT_VIEWER, SYSTEM);

        register.resume(project.tenant(), SYSTEM);
        members.setRole(project.id(), manager.user().id(), Role.PROJECT_MEMBER, SYSTEM);
        tenants.require(project.id(), Permission.VM_LAUNCH, now(manager));
    }

    /** Whoever is first, is first: no third way. */
    @Test
    void waitsForWhatBeganBeforeTheSuspension() throws Exception {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        CompletableFuture<Boolean> suspended = new CompletableFuture<>();
        transaction.executeWithoutResult(status -> {
            tenants.require(project.id(), Permission.VM_LAUNCH, SYSTEM);
            suspended.completeAsync(() -> {
                register.suspend(project.tenant(), Suspension.Vms.STOP_ALL, "Late", SYSTEM);
                return true;
            });
            assertThatThrownBy(() -> suspended.get(300, TimeUnit.MILLISECONDS)).isNotNull();
            assertThat(suspended).isNotDone();
        });
        suspended.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> tenants.require(project.id(), Permission.VM_LAUNCH, SYSTEM))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void leavesSuspendingToThePlatform() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        Person admin = people.newStranger();
        administrators.add(project.tenant(), admin.user().name(), SYSTEM);
        Person member = people.newMember(project.id(), Role.PROJECT_MEMBER);
        Person stranger = people.newStranger();

        for (Person inside : List.of(admin, member)) {
            assertThatThrownBy(() -> register.suspend(project.tenant(), Suspension.Vms.STOP_ALL, "Mine", now(inside)))
                    .isInstanceOf(Forbidden.class)
                    .hasMessageContaining("platform administrator");
            assertThatThrownBy(() -> register.delete(project.tenant(), now(inside)))
                    .isInstanceOf(Forbidden.class);
        }
        assertThatThrownBy(() -> register.get(project.tenant(), now(member))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> register.get(project.tenant(), stranger.actor()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> register.suspend(project.tenant(), Suspension.Vms.STOP_ALL, "Mine", stranger.actor()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> register.suspend(project.tenant(), Suspension.Vms.STOP_ALL, " \n", SYSTEM))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void deletesAnEmptyTenantWithItsDefaultProjectAndRoles() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        Person member = people.newMember(project.id(), Role.PROJECT_MEMBER);
        ProjectView web = tenants.createProject(project.tenant(), "web", SYSTEM);

        assertThatThrownBy(() -> register.delete(project.tenant(), SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("1 project.");
        assertThatThrownBy(() -> projects.delete(project.id(), SYSTEM))
                .isInstanceOf(Conflict.class)
                .extracting(e -> ((Conflict) e).code())
                .isEqualTo("default-project");
        projects.delete(web.id(), SYSTEM);
        register.delete(project.tenant(), SYSTEM);

        assertThat(now(member).grants()).isEmpty();
        assertThatThrownBy(() -> register.get(project.tenant(), SYSTEM)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tenants.require(project.id(), Permission.VM_LAUNCH, SYSTEM))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aNetworkOfADeletedTenantIsNobodysAndNotEverybodys() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        Networks networks = application.getBean(Networks.class);
        NetworkView theirs = networks.register("net " + name, "", NetworkKind.BRIDGE, "br0", SYSTEM);
        networks.restrict(theirs.id(), Set.of(project.tenant()), SYSTEM);

        register.delete(project.tenant(), SYSTEM);

        ProjectView others = tenants.createTenant(name, SYSTEM);
        assertThat(networks.usable(others.scope(), SYSTEM)).doesNotContain(theirs);
        assertThat(application
                        .getBean(JdbcClient.class)
                        .sql("select count(*) from network_tenant where network_id = ?")
                        .param(theirs.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void renamesTenantsAndProjectsToNamesThatAreFree() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        ProjectView other = tenants.createTenant(name + "2", SYSTEM);
        tenants.createProject(project.tenant(), "web", SYSTEM);

        register.rename(project.tenant(), name + "3", SYSTEM);
        projects.rename(project.id(), "main", SYSTEM);

        assertThat(tenants.require(project.id(), Permission.PROJECT_READ, SYSTEM)
                        .title())
                .isEqualTo(name + "3 / main");
        assertThatThrownBy(() -> register.rename(other.tenant(), name + "3", SYSTEM))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> projects.rename(project.id(), "web", SYSTEM)).isInstanceOf(Conflict.class);
    }

    @Test
    void letsManagersRunTheirMembersButRaiseNobodyAboveManager() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        Person manager = people.newMember(project.id(), Role.PROJECT_MANAGER);
        Person viewer = people.newMember(project.id(), Role.PROJECT_VIEWER);
        Person other = people.newStranger();

        MemberView added =
                members.add(project.id(), " " + other.user().name() + " ", Role.PROJECT_MEMBER, manager.actor());
        assertThat(added.role()).isEqualTo(Role.PROJECT_MEMBER);
        assertThatThrownBy(() -> members.add(project.id(), other.user().name(), Role.PROJECT_VIEWER, manager.actor()))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> members.add(project.id(), "u-", Role.PROJECT_VIEWER, manager.actor()))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("Names are exact");
        assertThatThrownBy(() -> members.setRole(project.id(), other.user().id(), Role.TENANT_ADMIN, manager.actor()))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() ->
                        tenants.setTenantAdmin(project.tenant(), manager.user().id(), true, manager.actor()))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> members.remove(project.id(), other.user().id(), viewer.actor()))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining(", manager");

        var byRole = PageRequest.of(0, 2, Sort.by(Sort.Order.desc("name")));
        var page = members.list(project.id(), Optional.empty(), byRole, viewer.actor());
        assertThat(page.getTotalElements()).isEqualTo(3);
        assertThat(page.getContent()).extracting(MemberView::name).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(members.list(project.id(), Optional.of(other.user().name()), PAGE, viewer.actor()))
                .hasSize(1);
    }

    @Test
    void letsPeopleLeaveAndTellsThemFromThoseStillThere() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        Person member = people.newMember(project.id(), Role.PROJECT_MEMBER);
        Person admin = people.newStranger();
        administrators.add(project.tenant(), admin.user().name(), SYSTEM);
        var both = List.of(member.user().id(), admin.user().id());
        assertThat(members.stillHere(project.id(), both)).containsExactlyInAnyOrderElementsOf(both);

        members.leave(project.id(), member.actor());

        assertThat(now(member).grants()).isEmpty();
        assertThat(members.stillHere(project.id(), both))
                .containsExactly(admin.user().id());
        assertThatThrownBy(() -> members.leave(project.id(), now(member))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> members.leave(project.id(), now(admin)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("nothing to leave");
        administrators.remove(project.tenant(), admin.user().id(), SYSTEM);
        assertThat(now(admin).grants()).isEmpty();
    }

    private Actor now(Person person) {
        return actors.of(person.user().id(), "127.0.0.1");
    }
}
