package dev.slipway.identity;

import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. A person with the roles they hold right now, or the system itself.
 *
 * @param user null for the system
 * @param name the user's name, or {@code system:…}
 * @param origin the client's IP address, or {@code portal}
 * @param session the signed-in session it acts in, if it is one
 * @param token the personal token that was shown, if it was one
 */
public record Actor(
        @Nullable UserId user,
        String name,
        String origin,
        Set<Grant> grants,
        Optional<SessionId> session,
        Optional<TokenId> token) {
    public Actor {
        grants = Set.copyOf(grants);
    }

    public Actor(@Nullable UserId user, String name, String origin, Set<Grant> grants) {
        this(user, name, origin, grants, Optional.empty(), Optional.empty());
    }

    /** Background work, allowed everything, named in the audit. */
    public static Actor system(String job) {
        return new Actor(null, "system:" + job, "portal", Set.of(new Grant(Role.PLATFORM_ADMIN, Scope.PLATFORM)));
    }

    public boolean isSystem() {
        return user == null;
    }

    /** @throws Forbidden if the system asks for something that only a person has, such as SSH keys */
    public UserId requireUser() {
        if (user == null) {
            throw new Forbidden("no-person", "Only a person with an account can do this.");
        }
        return user;
    }

    public boolean can(Permission permission, Scope scope) {
        return grants.stream()
                .anyMatch(g -> g.role().allows(permission) && g.scope().covers(scope));
    }

    /**
     * The one check of every use case.
     *
     * @param visible what one needs to know that the thing exists
     * @param noun for the user, such as {@code VM}
     * @throws NotFound if it is not theirs to see
     * @throws Forbidden if it is, but may not be changed so by them; names the roles that may
     */
    public void require(Permission permission, Permission visible, Scope scope, String noun) {
        if (!can(visible, scope)) {
            throw NotFound.of(noun);
        }
        if (!can(permission, scope)) {
            throw new Forbidden("forbidden", forbidden(permission, scope));
        }
    }

    /** For what everybody may know to exist, such as administration itself. */
    public void require(Permission permission, Scope scope) {
        if (!can(permission, scope)) {
            throw new Forbidden("forbidden", forbidden(permission, scope));
        }
    }

    /** Why this actor may not, or empty if they may: for disabled buttons. */
    public Optional<String> whyNot(Permission permission, Scope scope) {
        return can(permission, scope) ? Optional.empty() : Optional.of(forbidden(permission, scope));
    }

    public AuditableEvent did(
            String action,
            String targetType,
            @Nullable UUID targetId,
            String targetName,
            @Nullable ProjectId project,
            String detail) {
        return new AuditableEvent(
                user == null ? null : user.value(),
                name,
                origin,
                action,
                targetType,
                targetId,
                targetName,
                project,
                detail);
    }

    private static String forbidden(Permission permission, Scope scope) {
        String roles = Arrays.stream(Role.values())
                .filter(r -> r.allows(permission) && r.reaches(scope))
                .map(Role::words)
                .collect(Collectors.joining(", "));
        return "Your role does not allow this (" + permission.words() + "). Roles that do: " + roles
                + ". Ask one of them.";
    }
}
