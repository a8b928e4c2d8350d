package dev.slipway.ui.host;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.host.HostCredential;
import dev.slipway.host.HostCredentials;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.HostCredentialId;
import dev.slipway.ui.component.Copyable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key for a host by ssh: one that the portal makes, whose public half is to be put on the host, or one that is given. */
class SshKeyField extends Div {
    private final HostCredentials credentials;
    private final Actors actors;
    private final TextArea given = new TextArea("SSH key");
    private final Div made = new Div();
    private @Nullable HostCredential credential;

    SshKeyField(HostCredentials credentials, Actors actors) {
        this.credentials = credentials;
        this.actors = actors;
        given.setHelperText("A private key that the host lets in, without a passphrase. It is never shown again.");
        given.setPlaceholder("-----BEGIN OPENSSH PRIVATE KEY-----");
        given.setWidthFull();
        given.setMaxRows(4);
        made.addClassName("sw-ssh-key");
        made.setVisible(false);
        add(given, new Button("Make one instead", e -> make()), made);
    }

    /** For refusals. */
    TextArea input() {
        return given;
    }

    /** Keeps what was given, or what was made. */
    Optional<HostCredentialId> credential() {
        if (!given.isEmpty()) {
            show(credentials.addKey(given.getValue(), actors.current()));
        }
        return Optional.ofNullable(credential).map(HostCredential::id);
    }

    private void make() {
        show(credentials.makeKey(actors.current()));
    }

    private void show(HostCredential kept) {
        credential = kept;
        given.clear();
        given.setVisible(false);
        made.removeAll();
        made.add(
                new Span("Put this line into ~/.ssh/authorized_keys of the account on the host:"),
                new Div(new Copyable(kept.publicText(), "public key")));
        made.setVisible(true);
    }
}
