package dev.slipway.notice;

import dev.slipway.kernel.NotificationId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.notice.delivery.Deliveries;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells a person something, in the ways they chose, in the transaction of what it is about: both stand or neither. */
@Component
class Telling {
    private final NotificationRows rows;
    private final PreferenceRows preferences;
    private final Deliveries deliveries;
    private final Changes changes;

    Telling(NotificationRows rows, PreferenceRows preferences, Deliveries deliveries, Changes changes) {
        this.rows = rows;
        this.preferences = preferences;
        this.deliveries = deliveries;
        this.changes = changes;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Notice notice) {
        Set<Way> ways = preferences.of(notice.to()).ways(notice.kind());
        NotificationId id = NotificationId.random();
        boolean bell = ways.contains(Way.BELL);
        if (ways.isEmpty() || !rows.add(id, notice, bell)) {
            return;
        }
        if (ways.contains(Way.MAIL)) {
            deliveries.mail(notice.to(), id);
        }
        if (ways.contains(Way.WEBHOOK)) {
            deliveries.call(notice.to(), id);
        }
        if (bell) {
            changes.announce(Topic.NOTIFICATION, notice.to().value(), null);
        }
    }
}
