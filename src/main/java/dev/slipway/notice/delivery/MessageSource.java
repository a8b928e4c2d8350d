package dev.slipway.notice.delivery;

import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.UserId;
import java.util.Optional;

/** Says what a notification says, at the moment that it is sent. */
public interface MessageSource {
    /** Empty if it is not theirs to read any more. */
    Optional<Message> message(NotificationId notification, UserId person);
}
