package dev.slipway.ui.notice;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.notice.delivery.DeliveryState;
import dev.slipway.notice.delivery.MailAddressView;
import dev.slipway.notice.delivery.MailAddresses;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.HasFields;
import dev.slipway.ui.session.Messages;
import java.util.Optional;

/** Where one reads e-mail: given, then confirmed by the code that was sent there. */
class MailAddressPanel extends Div implements HasFields {
    private final EmailField address = new EmailField("E-mail address");
    private final TextField code = new TextField("Code");
    private final MailAddresses addresses;
    private final Actors actors;
    private final Runnable changed;

    /** @param changed called when another address counts, or none */
    MailAddressPanel(MailAddresses addresses, Actors actors, Runnable changed) {
        this.addresses = addresses;
        this.actors = actors;
        this.changed = changed;
        code.setMaxLength(8);
        show();
    }

    private void show() {
        MailAddressView mine = addresses.mine(actors.current());
        removeAll();
        add(new H3("E-mail"), new Paragraph(standing(mine)));
        ActionButton send = new ActionButton("Send a code", () -> {
            address.setInvalid(false);
            addresses.ask(address.getValue(), actors.current());
            show();
        });
        Optional<String> whyNot = mine.offered() ? Optional.empty() : Optional.of(MailAddressView.NOT_OFFERED);
        send.refuse(whyNot);
        address.setReadOnly(whyNot.isPresent());
        Div row = new Div(address, send);
        row.addClassName("sw-field-row");
        if (mine.address().isPresent()) {
            row.add(new Button("Send no more e-mail", e -> {
                addresses.remove(actors.current());
                told("No more e-mail is sent to you.");
            }));
        }
        add(row);
        mine.wanted().ifPresent(wanted -> add(confirming()));
        mine.latest().stream()
                .filter(d -> d.state() == DeliveryState.FAILED)
                .findFirst()
                .ifPresent(d ->
                        add(new Paragraph("A mail did not arrive: " + d.result().orElse(""))));
    }

    private static String standing(MailAddressView mine) {
        if (!mine.offered()) {
            return MailAddressView.NOT_OFFERED;
        }
        String now = mine.address().map(a -> "Sent to " + a + ".").orElse("No address yet.");
        return now
                + mine.wanted()
                        .map(w -> " A code is on its way to " + w + ": type it in here.")
                        .orElse("");
    }

    private Div confirming() {
        Button confirm = new Button("Confirm", e -> {
            addresses.confirm(code.getValue(), actors.current());
            code.clear();
            address.clear();
            told("The address is yours.");
        });
        Div row = new Div(code, confirm);
        row.addClassName("sw-field-row");
        return row;
    }

    private void told(String words) {
        Messages.done(words);
        show();
        changed.run();
    }

    @Override
    public Optional<? extends HasValidation> field(String name) {
        return name.equals("address") ? Optional.of(address) : Optional.empty();
    }
}
