package dev.slipway.notice.delivery;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.WebhookId;
import dev.slipway.notice.delivery.Delivery.Purpose;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down how an attempt went, and what follows: the end, another try, or that a webhook is called no more. */
@Component
class DeliveryEnds {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryEnds.class);
    private static final Actor ACTOR = Actor.system("courier");

    private final DeliveryRows rows;
    private final WebhookRows webhooks;
    private final DeliverySettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryEnds(
            DeliveryRows rows,
            WebhookRows webhooks,
            DeliverySettings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.webhooks = webhooks;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void write(Delivery delivery, Outcome outcome) {
        transaction.executeWithoutResult(status -> {
            switch (outcome) {
                case Outcome.Arrived arrived -> {
                    rows.end(delivery, DeliveryState.DONE, arrived.words());
                    delivery.webhook().ifPresent(webhooks::succeeded);
                }
                case Outcome.Dropped dropped -> rows.end(delivery, DeliveryState.DROPPED, dropped.words());
                case Outcome.Never never -> fail(delivery, never.words(), clock.instant());
                case Outcome.NotNow notNow -> tryAgain(delivery, notNow.words());
            }
        });
    }

    /** A test is not repeated: who pressed the button looks how it went. */
    private void tryAgain(Delivery delivery, String words) {
        if (delivery.purpose() == Purpose.TEST) {
            rows.end(delivery, DeliveryState.FAILED, words);
        } else if (delivery.attempt() >= settings.attempts()) {
            fail(delivery, words, delivery.since());
        } else {
            rows.later(delivery, clock.instant().plus(settings.pause(delivery.attempt())), words);
        }
    }

    /** @param since a webhook where nothing got through after that is called no more */
    private void fail(Delivery delivery, String words, Instant since) {
        if (!rows.end(delivery, DeliveryState.FAILED, words)) {
            return;
        }
        LOG.warn(
                "Delivery {} to user {} ended after {} attempts: {}",
                delivery.id(),
                delivery.to(),
                delivery.attempt(),
                words);
        if (delivery.purpose() == Purpose.NOTIFICATION) {
            delivery.webhook().ifPresent(webhook -> turnOff(webhook, delivery, words, since));
        }
    }

    private void turnOff(WebhookId webhook, Delivery delivery, String words, Instant since) {
        webhooks.find(webhook)
                .filter(row -> webhooks.turnOff(webhook, words, since))
                .ifPresent(row -> {
                    rows.dropWaiting(webhook, "The webhook was turned off.");
                    events.publishEvent(
                            ACTOR.did("webhook.turn-off", "webhook", webhook.value(), row.name(), null, words));
                    events.publishEvent(new WebhookTurnedOff(webhook, delivery.to(), row.name(), words));
                });
    }
}
