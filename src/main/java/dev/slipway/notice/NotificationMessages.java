package dev.slipway.notice;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.UserId;
import dev.slipway.notice.NotificationRows.Told;
import dev.slipway.notice.delivery.Message;
import dev.slipway.notice.delivery.MessageSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is sent of a notification, if its person may still read it. */
@Component
class NotificationMessages implements MessageSource {
    private final NotificationRows rows;
    private final Sight sight;
    private final Actors actors;

    NotificationMessages(NotificationRows rows, Sight sight, Actors actors) {
        this.rows = rows;
        this.sight = sight;
        this.actors = actors;
    }

    @Override
    public Optional<Message> message(NotificationId notification, UserId person) {
        return rows.find(notification)
                .filter(told -> told.to().equals(person))
                .filter(told -> actor(person)
                        .filter(actor -> !sight.of(List.of(told), actor).isEmpty())
                        .isPresent())
                .map(NotificationMessages::message);
    }

    /** Empty if they may not sign in any more. */
    private Optional<Actor> actor(UserId person) {
        try {
            return Optional.of(actors.of(person, "portal"));
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    private static Message message(Told told) {
        NotificationView view = Notifications.view(told);
        return new Message(told.kind().type(), view.title(), view.text(), view.path(), view.at());
    }
}
