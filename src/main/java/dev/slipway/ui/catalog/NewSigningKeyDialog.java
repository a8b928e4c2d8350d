package dev.slipway.ui.catalog;

import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.intake.SigningKey;
import dev.slipway.intake.SigningKeys;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** Trusts a maker's public key. */
class NewSigningKeyDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Whose it is"));
    private final TextArea key = field("key", new TextArea("Public key"));
    private final SigningKeys keys;
    private final Actors actors;
    private final Consumer<SigningKey> added;

    NewSigningKeyDialog(SigningKeys keys, Actors actors, Consumer<SigningKey> added) {
        super(
                "Add a signing key",
                "An OpenPGP key, from a place where you believe its maker. Everything that it signs is believed from then on.",
                "Add key");
        setWidth("min(40rem, 96vw)");
        this.keys = keys;
        this.actors = actors;
        this.added = added;
        name.setPlaceholder("Debian CD");
        name.setAutofocus(true);
        key.setPlaceholder("-----BEGIN PGP PUBLIC KEY BLOCK-----");
        key.setHelperText("As gpg --export --armor writes it.");
        key.setMinRows(5);
        key.setMaxRows(12);
        key.setAutocapitalize(Autocapitalize.NONE);
        key.addClassName("sw-mono-input");
    }

    @Override
    protected void submit() {
        added.accept(keys.add(name.getValue().strip(), key.getValue(), actors.current()));
    }
}
