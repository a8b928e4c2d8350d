package dev.slipway.notice;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.notice.Notice.About;
import dev.slipway.notice.NotificationRows.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one was told in the portal. What is about something that is not theirs to see any more is not there. */
@Service
public class Notifications {
    /** More than that is as good as many. */
    public static final int MOST_COUNTED = 99;

    private static final int LOOKED_AT = 100;

    private final NotificationRows rows;
    private final Sight sight;
    private final Changes changes;

    Notifications(NotificationRows rows, Sight sight, Changes changes) {
        this.rows = rows;
        this.sight = sight;
        this.changes = changes;
    }

    /**
     * The newest first.
     *
     * @param before only those told before that one; empty = from the newest on
     * @throws NotFound if that one is not the actor's
     */
    @Transactional(readOnly = true)
    public List<NotificationView> list(boolean unreadOnly, Optional<NotificationId> before, int most, Actor actor) {
        UserId user = actor.requireUser();
        Told after = before.map(id -> mine(id, user)).orElse(null);
        return seen(user, unreadOnly, after, most, actor).stream()
                .map(Notifications::view)
                .toList();
    }

    /** How many the actor has not read; counted up to one more than {@link #MOST_COUNTED}. */
    @Transactional(readOnly = true)
    public int unread(Actor actor) {
        return seen(actor.requireUser(), true, null, MOST_COUNTED + 1, actor).size();
    }

    /** @throws NotFound if it is not the actor's */
    @Transactional
    public void markRead(NotificationId notification, Actor actor) {
        UserId user = actor.requireUser();
        if (!rows.read(notification, user)) {
            throw NotFound.of("notification");
        }
        changes.announce(Topic.NOTIFICATION, user.value(), null);
    }

    /** @param until what was told later stays unread: nobody has seen it yet */
    @Transactional
    public void markAllRead(Instant until, Actor actor) {
        UserId user = actor.requireUser();
        rows.readAll(user, until);
        changes.announce(Topic.NOTIFICATION, user.value(), null);
    }

    private Told mine(NotificationId id, UserId user) {
        return rows.find(id).filter(t -> t.to().equals(user)).orElseThrow(() -> NotFound.of("notification"));
    }

    /** Looks on until there are enough, for some may not be seen any more. */
    private List<Told> seen(UserId user, boolean unreadOnly, @Nullable Told after, int most, Actor actor) {
        List<Told> seen = new ArrayList<>();
        Told last = after;
        List<Told> batch;
        do {
            batch = rows.of(user, unreadOnly, last, LOOKED_AT);
            sight.of(batch, actor).stream().limit((long) most - seen.size()).forEach(seen::add);
            last = batch.isEmpty() ? last : batch.getLast();
        } while (batch.size() == LOOKED_AT && seen.size() < most);
        return seen;
    }

    static NotificationView view(Told told) {
        return new NotificationView(
                told.id(),
                told.kind(),
                told.title(),
                told.text(),
                path(told),
                told.at(),
                told.readAt().isPresent());
    }

    private static Optional<String> path(Told told) {
        if (told.kind() == NoticeKind.WEBHOOK_OFF) {
            return Optional.of("account");
        }
        return told.about().flatMap(about -> switch (about.type()) {
            case About.VM -> Optional.of("vms/" + about.id());
            case About.REQUEST -> Optional.of("requests?request=" + about.id());
            case "host" -> Optional.of("admin/hosts/" + about.id());
            default -> Optional.empty();
        });
    }
}
