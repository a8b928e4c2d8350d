package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.Level;
import dev.slipway.quota.PayerNames;
import dev.slipway.quota.QuotaPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A row of {@code quota_request} with its lines, and who may do what with it. */
record RequestRow(
        QuotaRequestId id,
        QuotaPath path,
        PayerNames.Called project,
        UserId requester,
        String requesterName,
        String reason,
        Optional<Instant> until,
        RequestState state,
        Instant askedAt,
        Instant expiresAt,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        String comments,
        List<Line> lines) {
    /** @param granted empty until it is decided */
    record Line(
            Wanted wanted,
            long asked,
            OptionalLong granted,
            Optional<Instant> grantedUntil,
            Optional<String> decidedBy) {
        boolean isDecided() {
            return granted.isPresent();
        }
    }

    RequestRow with(List<Line> read) {
        return new RequestRow(
                id,
                path,
                project,
                requester,
                requesterName,
                reason,
                until,
                state,
                askedAt,
                expiresAt,
                decidedBy,
                decidedAt,
                comments,
                read);
    }

    Scope scope() {
        return Scope.of(path.tenant(), path.project());
    }

    boolean isSeenBy(Actor actor) {
        return actor.can(Permission.QUOTA_READ, scope())
                && (concerns(actor)
                        || actor.can(Permission.MEMBER_QUOTA_EDIT, scope())
                        || actor.can(Permission.QUOTA_READ, Scope.of(path.tenant())));
    }

    /** Who asked, and for whom. */
    boolean concerns(Actor actor) {
        return !actor.isSystem() && List.of(requester, path.member()).contains(actor.requireUser());
    }

    /** Nobody decides about themselves, unless the limits are theirs to set anyway. */
    boolean isDecidedBy(Actor actor, Level level) {
        return Deciders.decides(level, scope(), actor)
                && (!concerns(actor) || actor.can(Permission.QUOTA_EDIT, scope()));
    }

    boolean isDecidedBy(Actor actor) {
        return lines.stream().anyMatch(l -> isDecidedBy(actor, l.wanted().level()));
    }

    RequestView view(Actor actor) {
        return new RequestView(
                id,
                path,
                project,
                requester,
                requesterName,
                reason,
                until,
                state,
                askedAt,
                expiresAt,
                decidedBy,
                decidedAt,
                comments,
                lines.stream().map(l -> view(l, actor)).toList(),
                !state.isFinal() && concerns(actor));
    }

    private RequestLine view(Line l, Actor actor) {
        boolean decidable = !state.isFinal()
                && !l.isDecided()
                && isDecidedBy(actor, l.wanted().level());
        return new RequestLine(l.wanted(), l.asked(), l.granted(), l.grantedUntil(), l.decidedBy(), decidable);
    }
}
