package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.intake.SigningKey;
import dev.slipway.intake.SigningKeys;
import dev.slipway.kernel.SigningKeyId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/signing-keys")
@Tag(name = "Uploads (administrators)")
class SigningKeyController {
    private final SigningKeys keys;

    SigningKeyController(SigningKeys keys) {
        this.keys = keys;
    }

    /** @param key armoured, as {@code gpg --export --armor} writes it */
    record NewSigningKeyBody(
            @Nullable String name, @Nullable String key) {}

    /**
     * @param owner as the key calls itself; @param fingerprint in capitals, without spaces
     * @param expiresAt absent = never; @param unfit why nothing that it signs is believed any more, if so
     */
    record SigningKeyBody(
            String id,
            String name,
            String owner,
            String fingerprint,
            @Nullable Instant expiresAt,
            @Nullable String unfit,
            String addedBy,
            Instant addedAt) {
        static SigningKeyBody of(SigningKey k) {
            return new SigningKeyBody(
                    k.id().toString(),
                    k.name(),
                    k.owner(),
                    k.fingerprint(),
                    k.expiresAt().orElse(null),
                    k.unfit().orElse(null),
                    k.addedBy(),
                    k.addedAt());
        }
    }

    @GetMapping
    @Operation(summary = "Makers' public keys that the platform trusts")
    List<SigningKeyBody> list(Actor actor) {
        return keys.list(actor).stream().map(SigningKeyBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Trust a maker's public key, to check what it has signed")
    SigningKeyBody add(@RequestBody NewSigningKeyBody body, Actor actor) {
        return SigningKeyBody.of(
                keys.add(Fields.need("name", body.name()).strip(), Fields.need("key", body.key()), actor));
    }

    @DeleteMapping("/{signingkey}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Trust a maker's key no longer; what was published stays")
    void remove(@PathVariable String signingkey, Actor actor) {
        keys.remove(SigningKeyId.parse(signingkey), actor);
    }
}
