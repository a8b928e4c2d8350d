package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.host.HostCredential;
import dev.slipway.host.HostCredentials;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.HostCredentialId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The certificates for a host by TLS. All left empty: those that lie on the portal's machine, as libvirt finds them. */
class TlsField extends Div {
    private final HostCredentials credentials;
    private final Actors actors;
    private final TextArea authority = area("Authority", "CERTIFICATE", "Whom Slipway believes that it is the host.");
    private final TextArea certificate = area("Certificate", "CERTIFICATE", "What Slipway shows to the host.");
    private final TextArea key = area(
            "Key to that certificate",
            "PRIVATE KEY",
            "It is never shown again. All three left empty: those that lie on the portal's machine are used.");
    private @Nullable HostCredential credential;

    TlsField(HostCredentials credentials, Actors actors) {
        this.credentials = credentials;
        this.actors = actors;
        add(authority, certificate, key);
    }

    /** For refusals. */
    Map<String, TextArea> inputs() {
        return Map.of("authority", authority, "certificate", certificate, "certificateKey", key);
    }

    /** Keeps what was given, once. */
    Optional<HostCredentialId> credential() {
        if (credential == null && Stream.of(authority, certificate, key).anyMatch(field -> !field.isEmpty())) {
            credential = credentials.addCertificate(
                    authority.getValue(), certificate.getValue(), key.getValue(), actors.current());
        }
        return Optional.ofNullable(credential).map(HostCredential::id);
    }

    private TextArea area(String label, String pem, String help) {
        TextArea area = new TextArea(label);
        area.setPlaceholder("-----BEGIN " + pem + "-----");
        area.setHelperText(help);
        area.setWidthFull();
        area.setMaxRows(4);
        area.addValueChangeListener(e -> credential = null);
        return area;
    }
}
