package dev.slipway.api;

import dev.slipway.host.HostCredential;
import dev.slipway.host.HostCredentials;
import dev.slipway.identity.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/host-credentials")
@Tag(name = "Hosts (administrators)")
class HostCredentialController {
    private final HostCredentials credentials;

    HostCredentialController(HostCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * @param privateKey by ssh: of a pair that the host lets in already; absent: a fresh pair is made. Never shown again
     * @param authority by TLS: certificates of those who may vouch for hosts, in PEM
     * @param certificate by TLS: the portal's own, in PEM
     * @param certificateKey the key to it, in PKCS #8. Never shown again
     */
    record NewCredentialBody(
            @Nullable String privateKey,
            @Nullable String authority,
            @Nullable String certificate,
            @Nullable String certificateKey) {
        @Override
        public String toString() {
            return "NewCredentialBody[…]";
        }
    }

    /**
     * @param publicKey by ssh: the line for the host's authorized_keys
     * @param certificate by TLS: whose it is, and until when
     */
    record CredentialBody(
            String id,
            HostCredential.Kind kind,
            @Nullable String publicKey,
            @Nullable String certificate) {
        static CredentialBody of(HostCredential credential) {
            String text = credential.publicText();
            return switch (credential.kind()) {
                case SSH -> new CredentialBody(credential.id().toString(), credential.kind(), text, null);
                case TLS -> new CredentialBody(credential.id().toString(), credential.kind(), null, text);
            };
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make an SSH key for a host, or give one, or a TLS certificate")
    CredentialBody create(@RequestBody NewCredentialBody body, Actor actor) {
        if (body.authority() != null || body.certificate() != null || body.certificateKey() != null) {
            return CredentialBody.of(credentials.addCertificate(
                    Fields.need("authority", body.authority()),
                    Fields.need("certificate", body.certificate()),
                    Fields.need("certificateKey", body.certificateKey()),
                    actor));
        }
        return CredentialBody.of(
                body.privateKey() == null ? credentials.makeKey(actor) : credentials.addKey(body.privateKey(), actor));
    }
}
