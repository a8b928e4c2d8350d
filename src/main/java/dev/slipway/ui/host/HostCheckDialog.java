package dev.slipway.ui.host;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.host.CheckResult;
import dev.slipway.host.HostCheck;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.session.Messages;
import java.util.Optional;

/** The check list of one host while it fills, and what can be done with it. May be closed at any time. */
class HostCheckDialog extends Dialog {
    private final HostScreenParts parts;
    private final Runnable registered;
    private final Paragraph summary = new Paragraph();
    private final HostCheckList list = new HostCheckList();
    private final Button again = new Button("Check again", e -> checkAgain());
    private final ActionButton register = new ActionButton("Register", this::register);
    private HostCheck check;

    HostCheckDialog(HostCheck check, HostScreenParts parts, Runnable registered) {
        this.check = check;
        this.parts = parts;
        this.registered = registered;
        addClassName("sw-check-dialog");
        setHeaderTitle("Check of " + check.draft().name());
        summary.getElement().setAttribute("aria-live", "polite");
        add(summary, list);
        register.addThemeVariants(ButtonVariant.PRIMARY);
        // One that is registered is not registered again.
        register.setVisible(check.host().isEmpty());
        getFooter().add(new Button("Close", e -> close()), again, register);
        show(check);
        parts.live()
                .follow(
                        this,
                        change -> change.topic() == Topic.HOST
                                && change.id().equals(this.check.id().value()),
                        changes -> look());
        addOpenedChangeListener(e -> look());
    }

    private void look() {
        if (isOpened()) {
            show(parts.checks().get(check.id(), parts.actors().current()));
        }
    }

    private void show(HostCheck now) {
        check = now;
        list.show(now);
        var failed = now.count(CheckResult.FAILED);
        var warned = now.count(CheckResult.WARNING);
        again.setEnabled(now.ended());
        register.setText(warned > 0 && failed == 0 ? "Register in spite of warnings" : "Register");
        if (!now.ended()) {
            summary.setText("Slipway is looking at " + now.draft().uri() + ".");
            register.refuse(Optional.of("The list is not finished yet."));
        } else if (failed > 0) {
            summary.setText("This cannot go on as it is. Mend what failed, then check again.");
            register.refuse(Optional.of("A line of the list has failed."));
        } else {
            summary.setText(warned > 0 ? "It would work, with what the list warns of." : "Everything is fine.");
            register.refuse(Optional.empty());
        }
    }

    private void checkAgain() {
        var actor = parts.actors().current();
        show(check.host()
                .map(host -> parts.checks().again(host, actor))
                .orElseGet(() -> parts.checks().begin(check.draft(), actor)));
    }

    private void register() {
        parts.hosts()
                .register(
                        check.id(),
                        check.has(CheckResult.WARNING),
                        parts.actors().current());
        close();
        registered.run();
        Messages.done("Host " + check.draft().name() + " is registered; Slipway watches it from now on.");
    }
}
