package dev.slipway.testing;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.Role;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Fresh tenants and people for a test, so that tests that share an application do not meet. */
public final class People {
    public static final String PASSWORD = "correct horse battery";
    private static final Actor SYSTEM = Actor.system("test");

    private final ApplicationContext application;

    public People(ApplicationContext application) {
        this.application = application;
    }

    /** A person in a project. */
    public record Person(UserView user, Actor actor, String token) {}

    public ProjectView newProject() {
        return bean(Tenants.class).createTenant("tenant-" + unique(), SYSTEM);
    }

    public Person newMember(ProjectId project, Role role) {
        UserView user = newUser();
        bean(Tenants.class).setMember(project, user.id(), role, SYSTEM);
        return person(user);
    }

    public Person newAdministrator() {
        return newOnPlatform(Role.PLATFORM_ADMIN);
    }

    public Person newOnPlatform(Role role) {
        UserView user = newUser();
        bean(Users.class).setPlatformRole(user.id(), Optional.of(role), SYSTEM);
        return person(user);
    }

    public Person newTenantAdministrator(TenantId tenant) {
        UserView user = newUser();
        bean(Tenants.class).setTenantAdmin(tenant, user.id(), true, SYSTEM);
        return person(user);
    }

    /** Somebody who belongs nowhere. */
    public Person newStranger() {
        return person(newUser());
    }

    /** Of somebody who has an account already. */
    public Person named(String name) {
        return person(bean(Users.class).find(name, SYSTEM).orElseThrow());
    }

    private UserView newUser() {
        String name = "u-" + unique();
        return bean(Users.class).create(name, name, PASSWORD, SYSTEM);
    }

    private Person person(UserView user) {
        Actor actor = bean(Actors.class).of(user.id(), "127.0.0.1");
        String token =
                bean(ApiTokens.class).issue("test", Optional.empty(), actor).secret();
        return new Person(user, actor, token);
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 13);
    }
}
