package dev.slipway.ui.notice;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.notice.NotificationPreferences;
import dev.slipway.notice.delivery.MailAddresses;
import dev.slipway.notice.delivery.Webhooks;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** What one is told of, and how: the part of one's account that is about notifications. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class NotificationSettings extends Div {
    NotificationSettings(
            NotificationPreferences preferences, MailAddresses addresses, Webhooks webhooks, Actors actors) {
        addClassName("sw-section");
        PreferenceMatrix matrix = new PreferenceMatrix(preferences, actors);
        Runnable follow = () -> matrix.show(
                addresses.mine(actors.current()),
                webhooks.mine(actors.current()).isEmpty());
        add(
                new H2("Notifications"),
                new Paragraph("What you are told of, and how. Changes count from now on."),
                matrix,
                new MailAddressPanel(addresses, actors, follow),
                new WebhooksPanel(webhooks, actors, follow));
        follow.run();
    }
}
