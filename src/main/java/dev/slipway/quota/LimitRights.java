package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.Optional;

/** Who sets limits. Nobody raises those they live under themselves. */
final class LimitRights {
    private LimitRights() {}

    static void require(NodeKey node, Actor actor) {
        if (!actor.can(Permission.QUOTA_READ, scope(node))) {
            throw NotFound.of(node.level() == Level.TENANT ? "tenant" : "project");
        }
        whyNot(node, actor).ifPresent(reason -> {
            throw new Forbidden("forbidden", reason);
        });
    }

    /** Empty if the actor may. */
    static Optional<String> whyNot(NodeKey node, Actor actor) {
        if (!Deciders.decides(node.level(), scope(node), actor)) {
            return Optional.of(
                    limits(node.level()) + " are set by " + Deciders.words(node.level()) + ". Ask one of them.");
        }
        boolean own = node.level() == Level.MEMBER
                && actor.user() != null
                && node.own().equals(actor.user().value());
        return own && !actor.can(Permission.QUOTA_EDIT, scope(node))
                ? Optional.of("Nobody sets the limits they live under themselves. Ask " + Deciders.words(Level.PROJECT)
                        + ", or another manager.")
                : Optional.empty();
    }

    private static String limits(Level level) {
        return switch (level) {
            case TENANT -> "The limits of a tenant";
            case PROJECT -> "These limits";
            case MEMBER -> "The limits of a member";
        };
    }

    static Scope scope(NodeKey node) {
        TenantId tenant = new TenantId(node.tenant());
        return node.level() == Level.TENANT ? Scope.of(tenant) : Scope.of(tenant, new ProjectId(node.project()));
    }
}
