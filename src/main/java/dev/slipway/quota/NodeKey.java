package dev.slipway.quota;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** One node of the tree tenant - project - member; the levels below it are the nil UUID. */
record NodeKey(Level level, UUID tenant, UUID project, UUID member) {
    private static final UUID NIL = new UUID(0, 0);

    /** Tenant by tenant, each above its projects, each of these above its members. */
    static final Comparator<NodeKey> LOCK_ORDER = Comparator.comparing(NodeKey::tenant)
            .thenComparing(n -> n.level() != Level.TENANT)
            .thenComparing(NodeKey::project)
            .thenComparing(n -> n.level() == Level.MEMBER)
            .thenComparing(NodeKey::member);

    static NodeKey of(TenantId tenant) {
        return new NodeKey(Level.TENANT, tenant.value(), NIL, NIL);
    }

    static NodeKey of(TenantId tenant, ProjectId project) {
        return new NodeKey(Level.PROJECT, tenant.value(), project.value(), NIL);
    }

    static NodeKey of(TenantId tenant, ProjectId project, UserId member) {
        return new NodeKey(Level.MEMBER, tenant.value(), project.value(), member.value());
    }

    /** Those that pay, in the order in which they are always locked. */
    static List<NodeKey> path(UUID tenant, UUID project, UUID member) {
        return List.of(
                new NodeKey(Level.TENANT, tenant, NIL, NIL),
                new NodeKey(Level.PROJECT, tenant, project, NIL),
                new NodeKey(Level.MEMBER, tenant, project, member));
    }

    static NodeKey read(UUID tenant, UUID project, UUID member) {
        Level level = project.equals(NIL) ? Level.TENANT : member.equals(NIL) ? Level.PROJECT : Level.MEMBER;
        return new NodeKey(level, tenant, project, member);
    }

    /** From the tenant down to this. */
    List<NodeKey> withParents() {
        return path(tenant, project, member).subList(0, level.ordinal() + 1);
    }

    /** The id of the tenant, project or member itself. */
    UUID own() {
        return switch (level) {
            case TENANT -> tenant;
            case PROJECT -> project;
            case MEMBER -> member;
        };
    }

    @Override
    public String toString() {
        String name = level.name().toLowerCase(Locale.ROOT) + " " + own();
        return level == Level.MEMBER ? name + " of project " + project : name;
    }
}
