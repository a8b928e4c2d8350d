package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;

/** Who decides about limits of a level. Who may on a level may on those below it too. */
public final class Deciders {
    private Deciders() {}

    /** @param project the scope of the project in question, or the tenant's for the level of the tenant */
    public static boolean decides(Level level, Scope project, Actor actor) {
        return switch (level) {
            case TENANT -> actor.can(Permission.QUOTA_EDIT, Scope.PLATFORM);
            case PROJECT -> actor.can(Permission.QUOTA_EDIT, project);
            case MEMBER ->
                actor.can(Permission.QUOTA_EDIT, project) || actor.can(Permission.MEMBER_QUOTA_EDIT, project);
        };
    }

    /** As people call them, such as {@code a platform administrator}. */
    public static String words(Level level) {
        return switch (level) {
            case TENANT -> "a platform administrator";
            case PROJECT -> "a tenant administrator";
            case MEMBER -> "a manager";
        };
    }
}
