package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.ApiTokenView;
import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.SshKeyView;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.kernel.TokenId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
@RequestMapping("/api/v1")
@Tag(name = "Keys and tokens")
class KeysAndTokensController {
    private final SshKeys keys;
    private final ApiTokens tokens;

    KeysAndTokensController(SshKeys keys, ApiTokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    record KeyBody(String id, String name, String publicKey, String fingerprint) {
        static KeyBody of(SshKeyView k) {
            return new KeyBody(k.id().toString(), k.name(), k.publicKey(), k.fingerprint());
        }
    }

    /** @param name absent = the key's comment */
    record NewKeyBody(@Nullable String name, @Nullable String publicKey) {}

    record TokenBody(
            String id,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        static TokenBody of(ApiTokenView t) {
            return new TokenBody(
                    t.id().toString(),
                    t.name(),
                    t.createdAt(),
                    t.expiresAt().orElse(null),
                    t.lastUsedAt().orElse(null));
        }
    }

    /** @param validDays absent = until revoked */
    record NewTokenBody(@Nullable String name, @Nullable Integer validDays) {}

    /** @param secret shown this once */
    record IssuedTokenBody(TokenBody token, String secret) {}

    @GetMapping("/ssh-keys")
    @Operation(summary = "My public SSH keys")
    List<KeyBody> keys(Actor actor) {
        return keys.list(actor).stream().map(KeyBody::of).toList();
    }

    @PostMapping("/ssh-keys")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a public SSH key")
    KeyBody addKey(@RequestBody NewKeyBody body, Actor actor) {
        return KeyBody.of(
                keys.add(body.name() == null ? "" : body.name(), Fields.need("publicKey", body.publicKey()), actor));
    }

    @DeleteMapping("/ssh-keys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a public SSH key; VMs that have it keep it")
    void removeKey(@PathVariable String key, Actor actor) {
        keys.remove(SshKeyId.parse(key), actor);
    }

    @GetMapping("/tokens")
    @Operation(summary = "My API tokens, without their secrets")
    List<TokenBody> tokens(Actor actor) {
        return tokens.list(actor).stream().map(TokenBody::of).toList();
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Issue an API token; its secret is shown this once")
    IssuedTokenBody issueToken(@RequestBody NewTokenBody body, Actor actor) {
        var issued = tokens.issue(
                Fields.need("name", body.name()),
                Optional.ofNullable(body.validDays()).map(Duration::ofDays),
                actor);
        return new IssuedTokenBody(TokenBody.of(issued.token()), issued.secret());
    }

    @DeleteMapping("/tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an API token")
    void revokeToken(@PathVariable String token, Actor actor) {
        tokens.revoke(TokenId.parse(token), actor);
    }
}
