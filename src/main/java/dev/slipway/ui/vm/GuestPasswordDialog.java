package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.ui.component.Copyable;
import dev.slipway.vm.guest.GuestPassword;

/** Shows the new password of an account in a guest, this once. Stays until it is closed on purpose. */
class GuestPasswordDialog extends Dialog {
    GuestPasswordDialog(String vm, GuestPassword made) {
        setWidth("min(34rem, 100%)");
        setHeaderTitle("Password of " + made.account() + " in " + vm);
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        Div secret = new Div(new Copyable(made.password(), "password"));
        secret.addClassName("sw-secret");
        Div body = new Div(
                new Paragraph("Copy it now: it is not shown again."),
                secret,
                new Paragraph(
                        "It is good as soon as the guest's agent has taken it, which the VM's page shows. If that fails,"
                                + " the old one stays."));
        body.addClassName("sw-form");
        add(body);
        Button done = new Button("I have copied it", e -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
