package dev.slipway.ui.notice;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.notice.delivery.Webhooks;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** Adds a webhook. */
class NewWebhookDialog extends FormDialog {
    private final TextField name = field("name", new TextField("What it is for"));
    private final TextField url = field("url", new TextField("Address"));
    private final Webhooks webhooks;
    private final Actors actors;
    private final Consumer<Webhooks.Added> added;

    NewWebhookDialog(Webhooks webhooks, Actors actors, Consumer<Webhooks.Added> added) {
        super("New webhook", "What you are told by webhook is sent there, as JSON.", "Add webhook");
        this.webhooks = webhooks;
        this.actors = actors;
        this.added = added;
        name.setPlaceholder("pager");
        name.setMaxLength(64);
        name.setAutofocus(true);
        url.setPlaceholder("https://hooks.example.org/slipway");
    }

    @Override
    protected void submit() {
        added.accept(webhooks.add(name.getValue().strip(), url.getValue().strip(), actors.current()));
    }
}
