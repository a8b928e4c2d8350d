package dev.slipway.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.ProvidedMemberships.Outcome;
import dev.slipway.tenant.ProvidedMemberships.Result;
import dev.slipway.tenant.ProvidedMemberships.Wanted;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SlipwayTest
class ProvidedMembershipsTest {
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    ApplicationContext application;

    @Autowired
    ProvidedMemberships provided;

    @Autowired
    Tenants tenants;

    @Autowired
    Actors actors;

    private final String name = "tenant-" + UUID.randomUUID();
    private ProjectView project;
    private UserId user;

    @BeforeEach
    void somebody() {
        project = tenants.createTenant(name, SYSTEM);
        user = new People(application).newStranger().user().id();
    }

    @Test
    void leavesNothingBehindOfGroupsThatWereRemoved() {
        replace(wanted(Role.TENANT_ADMIN), wanted(Role.PROJECT_MANAGER));
        assertThat(grants())
                .containsExactlyInAnyOrder(
                        new Grant(Role.TENANT_ADMIN, Scope.of(project.tenant())),
                        new Grant(Role.PROJECT_MANAGER, project.scope()));

        replace(wanted(Role.PROJECT_VIEWER));
        assertThat(grants()).containsExactly(new Grant(Role.PROJECT_VIEWER, project.scope()));

        replace();
        assertThat(grants()).isEmpty();
    }

    @Test
    void keepsWhatWasGivenByHand() {
        tenants.setMember(project.id(), user, Role.PROJECT_VIEWER, SYSTEM);

        assertThat(replace(wanted(Role.PROJECT_MANAGER)))
                .extracting(Outcome::result)
                .containsExactly(Result.GIVEN_BY_HAND);
        assertThat(grants()).containsExactly(new Grant(Role.PROJECT_VIEWER, project.scope()));

        replace();
        assertThat(grants()).containsExactly(new Grant(Role.PROJECT_VIEWER, project.scope()));
    }

    @Test
    void handsOverToThoseWhoGiveTheSameByHand() {
        replace(wanted(Role.PROJECT_MEMBER));
        tenants.setMember(project.id(), user, Role.PROJECT_MEMBER, SYSTEM);

        replace();

        assertThat(grants()).containsExactly(new Grant(Role.PROJECT_MEMBER, project.scope()));
    }

    @Test
    void makesTenantsAndProjectsOnlyIfAskedTo() {
        String fresh = "new-" + UUID.randomUUID();

        assertThat(replace(new Wanted(fresh, Optional.of("web"), Role.PROJECT_MEMBER, false)))
                .extracting(Outcome::result)
                .containsExactly(Result.NO_TENANT);
        assertThat(replace(new Wanted(name, Optional.of("web"), Role.PROJECT_MEMBER, false)))
                .extracting(Outcome::result)
                .containsExactly(Result.NO_PROJECT);
        assertThat(grants()).isEmpty();

        assertThat(replace(
                        new Wanted(fresh, Optional.of("web"), Role.PROJECT_MEMBER, true),
                        new Wanted(fresh, Optional.empty(), Role.PROJECT_VIEWER, true)))
                .allMatch(Outcome::holds);
        assertThat(tenants.projects(actors.of(user, "127.0.0.1")))
                .extracting(ProjectView::tenantName, ProjectView::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(fresh, "default"),
                        org.assertj.core.groups.Tuple.tuple(fresh, "web"));
    }

    @Test
    void takesNamesToTheLetterAndNoOthers() {
        assertThat(replace(
                        new Wanted(
                                name.toUpperCase(java.util.Locale.ROOT), Optional.empty(), Role.PROJECT_MANAGER, true),
                        new Wanted(name.replace('e', 'é'), Optional.empty(), Role.PROJECT_MANAGER, false),
                        new Wanted(name, Optional.of("Default"), Role.PROJECT_MANAGER, true),
                        new Wanted("n".repeat(64), Optional.empty(), Role.PROJECT_MANAGER, true),
                        new Wanted("two\nlines", Optional.empty(), Role.PROJECT_MANAGER, true),
                        new Wanted("'; drop table tenant; --", Optional.empty(), Role.PROJECT_MANAGER, false)))
                .extracting(Outcome::result)
                .containsExactly(
                        Result.NO_TENANT,
                        Result.NO_TENANT,
                        Result.NO_PROJECT,
                        Result.NO_NAME,
                        Result.NO_NAME,
                        Result.NO_TENANT);
        assertThat(grants()).isEmpty();
    }

    private List<Outcome> replace(Wanted... wanted) {
        return provided.replace(user, List.of(wanted), SYSTEM);
    }

    private Wanted wanted(Role role) {
        return new Wanted(name, Optional.empty(), role, false);
    }

    private Set<Grant> grants() {
        return actors.of(user, "127.0.0.1").grants();
    }
}
