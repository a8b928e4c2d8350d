package dev.slipway.access;

import dev.slipway.api.ApiWorld;
import dev.slipway.identity.Role;
import dev.slipway.testing.People.Person;
import java.util.EnumMap;
import java.util.Map;

/** The people of one world: all but the stranger have to do with its home project, or with the whole platform. */
final class Cast {
    private final Map<Who, Person> people = new EnumMap<>(Who.class);

    Cast(ApiWorld world) {
        var home = world.home.project();
        var elsewhere = world.newTenancy().project();
        people.put(Who.STRANGER, world.people.newTenantAdministrator(elsewhere.tenant()));
        people.put(Who.VIEWER, world.people.newMember(home.id(), Role.PROJECT_VIEWER));
        people.put(Who.MEMBER, world.people.newMember(home.id(), Role.PROJECT_MEMBER));
        people.put(Who.OWNER, world.home.person());
        people.put(Who.MANAGER, world.people.newMember(home.id(), Role.PROJECT_MANAGER));
        people.put(Who.TENANT_ADMIN, world.people.newTenantAdministrator(home.tenant()));
        people.put(Who.AUDITOR, world.people.newOnPlatform(Role.PLATFORM_AUDITOR));
        people.put(Who.ADMIN, world.people.newAdministrator());
    }

    /** @throws AssertionError for nobody, who is no person */
    Person person(Who who) {
        Person person = people.get(who);
        if (person == null) {
            throw new AssertionError(who.words() + " is no person");
        }
        return person;
    }
}
