package dev.slipway.ui.notice;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.notice.delivery.Webhooks;
import dev.slipway.ui.component.Copyable;

/** Shows a new webhook's secret, this once. Stays until it is closed on purpose. */
class WebhookSecretDialog extends Dialog {
    WebhookSecretDialog(Webhooks.Added added) {
        setHeaderTitle("Webhook " + added.webhook().name());
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        Div secret = new Div(new Copyable(added.secret(), "secret"));
        secret.addClassName("sw-secret");
        Div body = new Div(
                new Paragraph("Copy it now: it is not shown again."),
                secret,
                new Paragraph("With it, the receiver checks that a call is from this portal: see webhook-signature"
                        + " (Standard Webhooks)."));
        body.addClassName("sw-form");
        add(body);
        Button done = new Button("I have copied it", e -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
