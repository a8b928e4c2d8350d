package dev.slipway.ui.notice;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Actors;
import dev.slipway.notice.delivery.WebhookView;
import dev.slipway.notice.delivery.Webhooks;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Messages;
import java.util.List;

/** One's webhooks, and how they do. */
class WebhooksPanel extends Div {
    private final Webhooks webhooks;
    private final Actors actors;
    private final Runnable changed;

    /** @param changed called when there is one more or less */
    WebhooksPanel(Webhooks webhooks, Actors actors, Runnable changed) {
        this.webhooks = webhooks;
        this.actors = actors;
        this.changed = changed;
        show();
    }

    private void show() {
        removeAll();
        Button add = new Button(
                "Add webhook",
                VaadinIcon.PLUS.create(),
                e -> new NewWebhookDialog(webhooks, actors, added -> {
                            again();
                            new WebhookSecretDialog(added).open();
                        })
                        .open());
        UnorderedList list = new UnorderedList();
        list.addClassName("sw-parts");
        webhooks.mine(actors.current()).forEach(w -> list.add(item(w)));
        add(
                new H3("Webhooks"),
                new Paragraph("Addresses that are called, with a signature, with what you are told: for programs."),
                list,
                add);
    }

    private void again() {
        show();
        changed.run();
    }

    private ListItem item(WebhookView webhook) {
        Span name = new Span(webhook.name());
        name.addClassName("what");
        Div what = new Div(name, new Span(webhook.url()));
        what.addClassName("sw-webhook");
        what.add(webhook.off()
                .map(why -> new Span("Off: " + why))
                .orElseGet(() -> webhook.lastSuccess()
                        .map(at -> new Span(new Span("Last reached "), new TimeAgo(at)))
                        .orElseGet(() -> new Span("Not reached yet"))));
        Div buttons = new Div(
                small("Test", webhook, () -> {
                    webhooks.test(webhook.id(), actors.current());
                    Messages.done("It is being called. Look at its calls.");
                }),
                small("Calls", webhook, () -> showCalls(webhook)));
        buttons.addClassName("sw-webhook-actions");
        if (webhook.off().isPresent()) {
            buttons.add(small("Turn on", webhook, () -> {
                webhooks.turnOn(webhook.id(), actors.current());
                again();
            }));
        }
        buttons.add(small("Remove", webhook, () -> confirm(webhook)));
        return new ListItem(what, buttons);
    }

    /** Whether it was reached may have changed by then. */
    private void showCalls(WebhookView webhook) {
        DeliveriesDialog calls =
                new DeliveriesDialog(webhook.name(), () -> webhooks.deliveries(webhook.id(), actors.current()));
        calls.addOpenedChangeListener(e -> {
            if (!e.isOpened()) {
                show();
            }
        });
        calls.open();
    }

    private void confirm(WebhookView webhook) {
        new ConsequenceDialog(
                        "Remove the webhook " + webhook.name() + "?",
                        List.of("It is not called any more; what is on its way to it is dropped."),
                        "Remove",
                        () -> {
                            webhooks.remove(webhook.id(), actors.current());
                            again();
                        })
                .open();
    }

    private static Button small(String words, WebhookView webhook, Runnable action) {
        Button button = new Button(words, e -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(words + ": " + webhook.name());
        return button;
    }
}
