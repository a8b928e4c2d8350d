package dev.slipway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.testing.SlipwayTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class TenantsTest {
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    Tenants tenants;

    @Autowired
    Users users;

    @Autowired
    Actors actors;

    @Autowired
    Changes changes;

    private final String name = "T " + UUID.randomUUID();

    @Test
    void makesATenantWithItsDefaultProjectAndTellsOpenScreens() {
        List<Change> told = new CopyOnWriteArrayList<>();
        try (var subscription = changes.subscribe(told::add)) {
            ProjectView project = tenants.createTenant("  " + name + " ", SYSTEM);

            assertThat(project.tenantName()).isEqualTo(name);
            assertThat(project.name()).isEqualTo("default");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(told)
                            .contains(new Change(Topic.PROJECT, project.id().value(), project.id())));
        }
    }

    @Test
    void refusesNamesThatAreTakenOrUnreadable() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        assertThatThrownBy(() -> tenants.createTenant(name.toUpperCase(), SYSTEM))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> tenants.createProject(project.tenant(), "Default", SYSTEM))
                .isInstanceOf(Conflict.class);
        for (String bad : List.of("", "   ", "a\nb", "x".repeat(64), "a\u202eb", "\u0000")) {
            assertThatThrownBy(() -> tenants.createProject(project.tenant(), bad, SYSTEM))
                    .as("'%s'", bad)
                    .isInstanceOf(InvalidRequest.class);
        }
        assertThat(tenants.createProject(project.tenant(), "Größe & Co. (2026)", SYSTEM)
                        .name())
                .isEqualTo("Größe & Co. (2026)");
    }

    @Test
    void givesAndTakesRolesAtOnce() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        UserId ada = user();
        assertThat(tenants.projects(as(ada))).isEmpty();

        tenants.setMember(project.id(), ada, Role.PROJECT_VIEWER, SYSTEM);
        assertThat(tenants.projects(as(ada))).containsExactly(project);
        assertThatThrownBy(() -> tenants.require(project.id(), Permission.VM_LAUNCH, as(ada)))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining(", member");

        tenants.setMember(project.id(), ada, Role.PROJECT_MEMBER, SYSTEM);
        assertThat(as(ada).grants()).containsExactly(new Grant(Role.PROJECT_MEMBER, project.scope()));
        assertThat(tenants.require(project.id(), Permission.VM_LAUNCH, as(ada))).isEqualTo(project);

        tenants.removeMember(project.id(), ada, SYSTEM);
        assertThat(tenants.projects(as(ada))).isEmpty();
        assertThatThrownBy(() -> tenants.removeMember(project.id(), ada, SYSTEM))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void keepsStrangersFromKnowingWhatExists() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        ProjectView other = tenants.createTenant(name + "2", SYSTEM);
        UserId ada = user();
        tenants.setMember(other.id(), ada, Role.PROJECT_MANAGER, SYSTEM);
        Actor stranger = as(ada);

        assertThatThrownBy(() -> tenants.require(project.id(), Permission.PROJECT_READ, stranger))
                .isInstanceOf(NotFound.class)
                .hasMessage(notFound(() -> tenants.require(ProjectId.random(), Permission.PROJECT_READ, stranger)));
        assertThatThrownBy(() -> tenants.setMember(project.id(), ada, Role.PROJECT_MANAGER, stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tenants.removeMember(project.id(), ada, stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tenants.createProject(project.tenant(), "mine", stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tenants.setTenantAdmin(project.tenant(), ada, true, stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tenants.createTenant("mine", stranger)).isInstanceOf(Forbidden.class);
    }

    @Test
    void letsATenantAdministratorRunTheirTenantAndNoOther() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        ProjectView other = tenants.createTenant(name + "2", SYSTEM);
        UserId ada = user();
        tenants.setTenantAdmin(project.tenant(), ada, true, SYSTEM);

        ProjectView web = tenants.createProject(project.tenant(), "web", as(ada));
        tenants.setMember(web.id(), user(), Role.PROJECT_MEMBER, as(ada));
        assertThat(tenants.projects(as(ada)))
                .extracting(ProjectView::title)
                .containsExactly(name + " / default", name + " / web");
        assertThatThrownBy(() -> tenants.createProject(other.tenant(), "web", as(ada)))
                .isInstanceOf(NotFound.class);

        tenants.setTenantAdmin(project.tenant(), ada, false, SYSTEM);
        assertThat(as(ada).grants()).isEmpty();
    }

    @Test
    void givesNoRoleThatIsNoneOfAProjectAndNoneToNobody() {
        ProjectView project = tenants.createTenant(name, SYSTEM);
        assertThatThrownBy(() -> tenants.setMember(project.id(), user(), Role.PLATFORM_ADMIN, SYSTEM))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> tenants.setMember(project.id(), user(), Role.TENANT_ADMIN, SYSTEM))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> tenants.setMember(project.id(), UserId.random(), Role.PROJECT_MEMBER, SYSTEM))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void makesTheFirstTenantWithTheFirstAdministratorInIt() {
        UserView admin = users.find("admin", SYSTEM).orElseThrow();
        assertThat(tenants.projects(SYSTEM))
                .filteredOn(p -> p.tenantName().equals("default") && p.name().equals("default"))
                .singleElement()
                .satisfies(
                        p -> assertThat(as(admin.id()).grants()).contains(new Grant(Role.PROJECT_MANAGER, p.scope())));
    }

    private UserId user() {
        return users.create("u" + UUID.randomUUID(), "Ada", "correct horse battery", SYSTEM)
                .id();
    }

    private Actor as(UserId user) {
        return actors.of(user, "10.0.0.1");
    }

    private static String notFound(Runnable call) {
        try {
            call.run();
            throw new AssertionError("found");
        } catch (NotFound e) {
            return e.sentence();
        }
    }
}
