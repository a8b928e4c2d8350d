package dev.slipway.notice;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one is told of, and how. */
@Service
public class NotificationPreferences {
    private final PreferenceRows rows;
    private final ApplicationEventPublisher events;

    NotificationPreferences(PreferenceRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public Preferences mine(Actor actor) {
        return rows.of(actor.requireUser());
    }

    /** From now on; what was told already stays. */
    @Audited("notification.preferences")
    @RetriesLostRaces
    @Transactional
    public void choose(Preferences wanted, Actor actor) {
        UserId user = actor.requireUser();
        if (rows.of(user).equals(wanted)) {
            return;
        }
        rows.set(user, wanted);
        events.publishEvent(actor.did(
                "notification.preferences",
                "user",
                user.value(),
                actor.name(),
                null,
                "Chose anew what to be told of, and how."));
    }
}
