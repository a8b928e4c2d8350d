package dev.slipway.ui.profile;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SshKeyView;
import dev.slipway.identity.SshKeys;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** Adds a public SSH key to one's profile. */
public class AddKeyDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final TextArea key = field("publicKey", new TextArea("Public key"));
    private final SshKeys keys;
    private final Actors actors;
    private final Consumer<SshKeyView> added;

    public AddKeyDialog(SshKeys keys, Actors actors, Consumer<SshKeyView> added) {
        super(
                "Add an SSH key",
                "The public half: one line, as in the file id_ed25519.pub. New VMs let in who holds the private half.",
                "Add key");
        this.keys = keys;
        this.actors = actors;
        this.added = added;
        name.setPlaceholder("laptop");
        name.setAutofocus(true);
        key.setPlaceholder("ssh-ed25519 AAAA… you@laptop");
        key.setMinRows(3);
        key.addClassName("sw-mono-input");
    }

    @Override
    protected void submit() {
        added.accept(keys.add(name.getValue().strip(), key.getValue().strip(), actors.current()));
    }
}
