package dev.slipway.ui.profile;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.identity.ApiTokens;
import dev.slipway.ui.component.Copyable;

/** Shows a new token's secret, this once. Stays until it is closed on purpose. */
class SecretDialog extends Dialog {
    SecretDialog(ApiTokens.Issued issued) {
        setHeaderTitle("Token " + issued.token().name());
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        Div secret = new Div(new Copyable(issued.secret(), "secret"));
        secret.addClassName("sw-secret");
        Div body = new Div(
                new Paragraph("Copy it now: it is not shown again. Who has it can act as you."),
                secret,
                new Paragraph("Send it as header: Authorization: Bearer …"));
        body.addClassName("sw-form");
        add(body);
        Button done = new Button("I have copied it", e -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
