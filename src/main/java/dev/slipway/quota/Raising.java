package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Raises limits and takes back what was given for a time, in the caller's transaction. A limit is what administrators
 * set plus the active grants, so a grant's row and the limit move together: first the grant, then the node, always
 * tenant, project, member, as charges do.
 */
@Component
class Raising {
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private final NodeRows rows;
    private final Nodes nodes;
    private final GrantRows grants;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Raising(
            NodeRows rows,
            Nodes nodes,
            GrantRows grants,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.nodes = nodes;
        this.grants = grants;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    void give(QuotaRequestId request, QuotaPath path, Collection<Raise> raises, Actor actor) {
        List<Raise> ordered =
                raises.stream().sorted(Comparator.comparing(Raise::level)).toList();
        ordered.stream()
                .filter(r -> r.endsAt().isPresent())
                .map(r -> row(request, path, r, actor))
                .forEach(grants::add);
        for (Raise raise : ordered) {
            NodeKey node = node(path, raise.level());
            Standing before = nodes.require(node);
            LimitRules.plus(raise.dimension(), before.limit(raise.dimension()), raise.amount());
            rows.raise(node, raise.dimension(), raise.amount());
            tell(node, Payer.name(raise.level(), path), "quota.raise", words(raise), actor);
        }
    }

    /** False if it has ended already: then nothing is taken off again. */
    boolean end(GrantRow grant, GrantState how, Actor actor) {
        if (!grants.end(grant.id(), how, actor.name())) {
            return false;
        }
        rows.raise(grant.node(), grant.dimension(), -grant.amount());
        String words = grant.dimension().show(grant.amount()) + " more "
                + (how == GrantState.REVOKED ? "taken back" : "ended") + "; nothing that runs is stopped.";
        tell(
                grant.node(),
                grant.levelName(),
                how == GrantState.REVOKED ? "quota.grant.revoke" : "quota.grant.end",
                words,
                actor);
        return true;
    }

    private void tell(NodeKey node, String name, String action, String words, Actor actor) {
        @Nullable ProjectId project = node.level() == Level.TENANT ? null : new ProjectId(node.project());
        String type = node.level().name().toLowerCase(Locale.ROOT);
        events.publishEvent(actor.did(action, type, node.own(), name, project, words));
        changes.announce(Topic.QUOTA, node.own(), project);
    }

    private GrantRow row(QuotaRequestId request, QuotaPath path, Raise raise, Actor actor) {
        return new GrantRow(
                QuotaGrantId.random(),
                request,
                node(path, raise.level()),
                Payer.name(raise.level(), path),
                raise.dimension(),
                raise.amount(),
                raise.endsAt().orElseThrow(),
                GrantState.ACTIVE,
                actor.name(),
                clock.instant());
    }

    private static String words(Raise raise) {
        String until = raise.endsAt()
                .map(at -> " until " + UNTIL.format(at.atOffset(ZoneOffset.UTC)))
                .orElse(" for good");
        return raise.dimension().show(raise.amount()) + " more" + until + ".";
    }

    private static NodeKey node(QuotaPath path, Level level) {
        return Charging.path(path).get(level.ordinal());
    }
}
