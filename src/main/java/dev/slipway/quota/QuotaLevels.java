package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How single levels stand, for those who look after them. The caller knows the names, and that there is such a tenant,
 * project or member.
 */
@Service
public class QuotaLevels {
    private final NodeRows rows;
    private final Nodes nodes;
    private final GrantRows grants;

    QuotaLevels(NodeRows rows, Nodes nodes, GrantRows grants) {
        this.rows = rows;
        this.nodes = nodes;
        this.grants = grants;
    }

    /** For those with {@code QUOTA_READ} in the tenant. */
    @Transactional(readOnly = true)
    public LevelView tenant(TenantId tenant, String name, Actor actor) {
        actor.require(Permission.QUOTA_READ, Permission.QUOTA_READ, Scope.of(tenant), "tenant");
        return views(List.of(NodeKey.of(tenant)), Map.of(tenant.value(), name), actor)
                .getFirst();
    }

    /** What the tenants use as a whole: those with {@code QUOTA_READ} in the tenant see it, and nothing of the others. */
    @Transactional(readOnly = true)
    public Map<TenantId, Amounts> used(Collection<TenantId> tenants, Actor actor) {
        List<NodeKey> keys = tenants.stream()
                .filter(tenant -> actor.can(Permission.QUOTA_READ, Scope.of(tenant)))
                .map(NodeKey::of)
                .toList();
        return keys.isEmpty()
                ? Map.of()
                : rows.read(keys).entrySet().stream()
                        .collect(Collectors.toMap(
                                e -> new TenantId(e.getKey().tenant()),
                                e -> e.getValue().used()));
    }

    /** For those with {@code QUOTA_READ} in the project. */
    @Transactional(readOnly = true)
    public LevelView project(TenantId tenant, ProjectId project, String name, Actor actor) {
        requireRead(tenant, project, actor);
        return views(List.of(NodeKey.of(tenant, project)), Map.of(project.value(), name), actor)
                .getFirst();
    }

    /** For those with {@code QUOTA_READ} in the project about themselves, and for those who see all members. */
    @Transactional(readOnly = true)
    public LevelView member(TenantId tenant, ProjectId project, UserId member, String name, Actor actor) {
        return members(tenant, project, Map.of(member, name), actor).getFirst();
    }

    /**
     * In the order given. For those who set members' limits, and those who read the whole tenant.
     *
     * @throws Forbidden if others than oneself are asked for by somebody else
     */
    @Transactional(readOnly = true)
    public List<LevelView> members(TenantId tenant, ProjectId project, Map<UserId, String> members, Actor actor) {
        requireRead(tenant, project, actor);
        if (!members.keySet().stream().allMatch(m -> m.equals(actor.user()))) {
            requireMembers(tenant, project, actor);
        }
        List<NodeKey> keys = members.keySet().stream()
                .map(m -> NodeKey.of(tenant, project, m))
                .toList();
        return keys.isEmpty()
                ? List.of()
                : views(
                        keys,
                        members.entrySet().stream()
                                .collect(Collectors.toMap(e -> e.getKey().value(), Map.Entry::getValue)),
                        actor);
    }

    /** Whether the actor may look at members other than themselves. */
    public boolean seesMembers(TenantId tenant, ProjectId project, Actor actor) {
        return actor.can(Permission.MEMBER_QUOTA_EDIT, Scope.of(tenant, project))
                || actor.can(Permission.QUOTA_READ, Scope.of(tenant));
    }

    /** @throws Forbidden unless the actor may look at members other than themselves */
    public void requireMembers(TenantId tenant, ProjectId project, Actor actor) {
        requireRead(tenant, project, actor);
        if (!seesMembers(tenant, project, actor)) {
            throw new Forbidden("forbidden", "What other members use is for managers to see. Ask one of them.");
        }
    }

    private static void requireRead(TenantId tenant, ProjectId project, Actor actor) {
        actor.require(Permission.QUOTA_READ, Permission.QUOTA_READ, Scope.of(tenant, project), "project");
    }

    private List<LevelView> views(List<NodeKey> keys, Map<UUID, String> names, Actor actor) {
        Map<NodeKey, Standing> found = rows.read(keys);
        return keys.stream()
                .map(k -> {
                    Standing standing = found.get(k);
                    return view(k, standing == null ? nodes.unborn(k) : standing, names, actor);
                })
                .toList();
    }

    private LevelView view(NodeKey node, Standing standing, Map<UUID, String> names, Actor actor) {
        Map<Dimension, Long> granted = grants.sums(node);
        List<LimitLine> lines = Arrays.stream(Dimension.values())
                .map(d -> new LimitLine(d, standing.used().of(d), standing.limit(d), granted.getOrDefault(d, 0L)))
                .toList();
        return new LevelView(
                node.level(), node.own(), names.getOrDefault(node.own(), ""), lines, LimitRights.whyNot(node, actor));
    }
}
