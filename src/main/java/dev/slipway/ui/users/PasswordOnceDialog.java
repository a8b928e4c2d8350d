package dev.slipway.ui.users;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.identity.Accounts;
import dev.slipway.ui.component.Copyable;

/** Shows a password for one sign-in, this once. Stays until it is closed on purpose. */
class PasswordOnceDialog extends Dialog {
    PasswordOnceDialog(Accounts.WithPassword opened) {
        setHeaderTitle("Password for " + opened.account().name());
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        Div secret = new Div(new Copyable(opened.password(), "password"));
        secret.addClassName("sw-secret");
        Div body = new Div(
                new Paragraph("Pass it on by a way that only they can read: it is not shown again."),
                secret,
                new Paragraph("It is good for one sign-in, at which they choose their own."));
        body.addClassName("sw-form");
        add(body);
        Button done = new Button("I have passed it on", e -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
