package dev.slipway.notice.delivery;

import dev.slipway.notice.delivery.Delivery.Purpose;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes one attempt at a delivery, outside any transaction. */
@Component
class Attempts {
    private static final Outcome NOTHING = new Outcome.Dropped("It is not theirs to read any more.");

    private final MessageSource messages;
    private final MailAddressRows addresses;
    private final MailCodes codes;
    private final WebhookRows webhooks;
    private final Mails mails;
    private final WebhookCalls calls;
    private final Clock clock;

    Attempts(
            MessageSource messages,
            MailAddressRows addresses,
            MailCodes codes,
            WebhookRows webhooks,
            Mails mails,
            WebhookCalls calls,
            Clock clock) {
        this.messages = messages;
        this.addresses = addresses;
        this.codes = codes;
        this.webhooks = webhooks;
        this.mails = mails;
        this.calls = calls;
        this.clock = clock;
    }

    Outcome make(Delivery delivery) {
        return delivery.webhook().isPresent() ? call(delivery) : mail(delivery);
    }

    private Outcome call(Delivery delivery) {
        Optional<WebhookRows.Row> webhook = delivery.webhook().flatMap(webhooks::find);
        if (webhook.isEmpty()) {
            return new Outcome.Dropped("The webhook was removed.");
        }
        boolean test = delivery.purpose() == Purpose.TEST;
        if (!test && webhook.get().off().isPresent()) {
            return new Outcome.Dropped("The webhook is off.");
        }
        Optional<Message> message = test ? Optional.of(test()) : message(delivery);
        return message.map(m -> calls.call(webhook.get(), delivery.id(), m)).orElse(NOTHING);
    }

    private Outcome mail(Delivery delivery) {
        if (delivery.purpose() == Purpose.CONFIRMATION) {
            return codes.fresh(delivery.to())
                    .map(fresh -> mails.send(delivery.id(), fresh.address(), code(fresh.code())))
                    .orElseGet(() -> new Outcome.Dropped("No address waits for a code any more."));
        }
        Optional<String> address = addresses.find(delivery.to()).flatMap(MailAddressRows.Kept::address);
        if (address.isEmpty()) {
            return new Outcome.Dropped("There is no e-mail address any more.");
        }
        return message(delivery)
                .map(m -> mails.send(delivery.id(), address.get(), m))
                .orElse(NOTHING);
    }

    private Optional<Message> message(Delivery delivery) {
        return delivery.notification().flatMap(id -> messages.message(id, delivery.to()));
    }

    private Message test() {
        return new Message(
                "test",
                "A test of your webhook",
                "Somebody pressed the button; nothing has happened.",
                Optional.of("account"),
                clock.instant());
    }

    private Message code(String code) {
        return new Message(
                "code",
                "Your code is " + code,
                "Type it into the portal within " + MailCodes.GOOD.toMinutes()
                        + " minutes, and what you choose there is sent here. If you did not ask for it, do nothing.",
                Optional.of("account"),
                clock.instant());
    }
}
