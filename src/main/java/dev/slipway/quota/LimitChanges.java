package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sets limits, in the caller's transaction. Nobody sets those they live under themselves. */
@Component
class LimitChanges {
    private final Nodes nodes;
    private final PayerNames names;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    LimitChanges(Nodes nodes, PayerNames names, Changes changes, ApplicationEventPublisher events) {
        this.nodes = nodes;
        this.names = names;
        this.changes = changes;
        this.events = events;
    }

    void ofTenant(TenantId tenant, Map<Dimension, OptionalLong> limits, Actor actor) {
        set(NodeKey.of(tenant), null, limits, actor);
    }

    void ofProject(TenantId tenant, ProjectId project, Map<Dimension, OptionalLong> limits, Actor actor) {
        set(NodeKey.of(tenant, project), project, limits, actor);
    }

    void ofMember(TenantId tenant, ProjectId project, UserId member, Map<Dimension, OptionalLong> limits, Actor actor) {
        set(NodeKey.of(tenant, project, member), project, limits, actor);
    }

    private void set(NodeKey node, @Nullable ProjectId project, Map<Dimension, OptionalLong> limits, Actor actor) {
        LimitRights.require(node, actor);
        limits.forEach(LimitRules::valid);
        if (limits.isEmpty()) {
            return;
        }
        nodes.limit(node, limits);
        events.publishEvent(actor.did(
                "quota.limit",
                node.level().name().toLowerCase(Locale.ROOT),
                node.own(),
                name(node),
                project,
                "Limits: " + words(limits) + "."));
        changes.announce(Topic.QUOTA, node.own(), project);
    }

    private String name(NodeKey node) {
        return switch (node.level()) {
            case TENANT -> names.tenant(new TenantId(node.tenant()));
            case PROJECT -> names.called(new ProjectId(node.project()), "").full();
            case MEMBER -> names.member(new UserId(node.member()));
        };
    }

    private static String words(Map<Dimension, OptionalLong> limits) {
        return new TreeMap<>(limits)
                .entrySet().stream()
                        .map(e -> e.getValue().isPresent()
                                ? e.getKey().show(e.getValue().getAsLong())
                                : "unlimited " + e.getKey().words())
                        .collect(Collectors.joining(", "));
    }
}
