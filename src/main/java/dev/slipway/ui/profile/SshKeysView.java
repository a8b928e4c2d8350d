package dev.slipway.ui.profile;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SshKeyView;
import dev.slipway.identity.SshKeys;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Messages;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** One's own public SSH keys. */
@Route("ssh-keys")
@PageTitle("SSH keys · Slipway")
@PermitAll
public class SshKeysView extends Page {
    private final SshKeys keys;
    private final Actors actors;
    private final Table<SshKeyView> table = new Table<>();

    SshKeysView(SshKeys keys, Actors actors) {
        this.keys = keys;
        this.actors = actors;
        fillHeight();
        add(
                new PageHeader(
                        "SSH keys", "Chosen at launch, they let you into your VMs.", Shortcut.on("n", addButton())),
                table);
        table.main("Name", k -> new Span(k.name()), k -> new Span(k.fingerprint()));
        table.wide("Type", k -> new Span(k.publicKey().split(" ", 2)[0]));
        table.wide("Fingerprint", k -> mono(k.fingerprint()));
        table.actions(this::removeButton);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.KEY,
                "No SSH keys yet",
                "Add the public half of your key, and choose it when you launch a VM.",
                addButton()));
        reload();
    }

    private void reload() {
        table.setItems(keys.list(actors.current()));
    }

    private Button addButton() {
        Button add = new Button(
                "Add key",
                VaadinIcon.PLUS.create(),
                e -> new AddKeyDialog(keys, actors, added -> {
                            Messages.done("Key " + added.name() + " is added.");
                            reload();
                        })
                        .open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        return add;
    }

    private Button removeButton(SshKeyView key) {
        Button remove = new Button(
                VaadinIcon.TRASH.create(),
                e -> new ConsequenceDialog(
                                "Remove the key " + key.name() + "?",
                                List.of(
                                        "VMs launched from now on cannot be given it.",
                                        "VMs that have it already keep letting it in."),
                                "Remove",
                                () -> {
                                    keys.remove(key.id(), actors.current());
                                    reload();
                                })
                        .open());
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel("Remove key " + key.name());
        return remove;
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("sw-mono");
        return span;
    }
}
