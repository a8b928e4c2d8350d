package dev.slipway.notice.delivery;

import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.UserId;
import dev.slipway.notice.delivery.Delivery.Purpose;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends notifications on their way, in the transaction that writes them. */
@Component
public class Deliveries {
    private final DeliveryRows rows;
    private final MailAddressRows addresses;
    private final WebhookRows webhooks;
    private final Mails mails;

    Deliveries(DeliveryRows rows, MailAddressRows addresses, WebhookRows webhooks, Mails mails) {
        this.rows = rows;
        this.addresses = addresses;
        this.webhooks = webhooks;
        this.mails = mails;
    }

    /** If mails are offered, and the person has an address. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void mail(UserId to, NotificationId notification) {
        if (mails.areOffered()
                && addresses.find(to).flatMap(MailAddressRows.Kept::address).isPresent()) {
            rows.add(to, Purpose.NOTIFICATION, notification, null);
        }
    }

    /** To each webhook of the person's that is on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void call(UserId to, NotificationId notification) {
        webhooks.on(to).forEach(webhook -> rows.add(to, Purpose.NOTIFICATION, notification, webhook));
    }
}
