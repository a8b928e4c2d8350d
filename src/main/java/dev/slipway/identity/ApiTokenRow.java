package dev.slipway.identity;

import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A personal token; the secret only as a hash. */
@Entity
@Table(name = "api_token")
class ApiTokenRow {
    @Id
    private UUID id;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "prefix", updatable = false)
    private String prefix;

    @Column(name = "secret_hash", updatable = false)
    private String secretHash;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private @Nullable Instant expiresAt;

    // Written by a conditional update past this entity, so that concurrent requests do not fight for the row.
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Version
    private @Nullable Long version;

    protected ApiTokenRow() {}

    ApiTokenRow(UserId user, String name, TokenSecret secret, Instant createdAt, Optional<Instant> expiresAt) {
        this.id = TokenId.random().value();
        this.userId = user.value();
        this.name = name;
        this.prefix = secret.prefix();
        this.secretHash = secret.hash();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt.orElse(null);
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    ApiTokenView view() {
        return new ApiTokenView(
                new TokenId(id), name, createdAt, Optional.ofNullable(expiresAt), Optional.ofNullable(lastUsedAt));
    }
}
