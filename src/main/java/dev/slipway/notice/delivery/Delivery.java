package dev.slipway.notice.delivery;

import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.WebhookId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One on its way, in our hands.
 *
 * @param attempt the one that is made now, from 1
 * @param taker who writes down how it ended must still be this one
 */
record Delivery(
        UUID id,
        UserId to,
        Purpose purpose,
        Optional<NotificationId> notification,
        Optional<WebhookId> webhook,
        int attempt,
        Instant since,
        UUID taker) {
    enum Purpose {
        NOTIFICATION,
        /** The code that proves who reads an address. */
        CONFIRMATION,
        TEST
    }
}
