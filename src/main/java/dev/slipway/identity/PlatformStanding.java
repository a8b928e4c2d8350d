package dev.slipway.identity;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether an account works and what it is on the platform, in the caller's transaction. There is always an administrator. */
@Component
class PlatformStanding {
    private static final Set<Role> PLATFORM_ROLES = EnumSet.of(Role.PLATFORM_ADMIN, Role.PLATFORM_AUDITOR);

    private final UserRows rows;
    private final Sessions sessions;
    private final Changes changes;

    PlatformStanding(UserRows rows, Sessions sessions, Changes changes) {
        this.rows = rows;
        this.sessions = sessions;
        this.changes = changes;
    }

    UserRow give(UserId user, Optional<Role> role) {
        if (role.isPresent() && !PLATFORM_ROLES.contains(role.get())) {
            throw new InvalidRequest(
                    "not-a-platform-role", "role", "A " + role.get().title() + " is one of a tenant or project only.");
        }
        if (!role.equals(Optional.of(Role.PLATFORM_ADMIN))) {
            requireAnotherAdministrator(user);
        }
        UserRow row = row(user);
        row.give(role);
        rows.flush(); // who reads it next may do so past the entities
        changes.announce(Topic.ACCESS, user.value(), null);
        return row;
    }

    /** Sessions of an account that works no more end with it. */
    UserRow enable(UserId user, boolean enabled) {
        if (!enabled) {
            requireAnotherAdministrator(user);
        }
        UserRow row = row(user);
        row.enable(enabled);
        if (!enabled) {
            sessions.endAllOf(user, Optional.empty(), SessionEnd.ACCOUNT_DISABLED);
            changes.announce(Topic.ACCESS, user.value(), null);
        }
        return row;
    }

    private void requireAnotherAdministrator(UserId user) {
        var able = rows.lockedAdministrators().stream()
                .filter(UserRow::isEnabled)
                .map(UserRow::id)
                .toList();
        if (able.equals(List.of(user))) {
            throw new Conflict(
                    "last-administrator", "This is the last platform administrator. Make somebody else one first.");
        }
    }

    private UserRow row(UserId user) {
        return rows.findById(user.value()).orElseThrow(() -> NotFound.of("user"));
    }
}
