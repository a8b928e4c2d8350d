package dev.slipway.identity;

import dev.slipway.kernel.SshKeyId;
import dev.slipway.kernel.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A public key of a user's profile. */
@Entity
@Table(name = "ssh_key")
class SshKeyRow {
    @Id
    private UUID id;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "public_key", updatable = false)
    private String publicKey;

    @Column(name = "fingerprint", updatable = false)
    private String fingerprint;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected SshKeyRow() {}

    SshKeyRow(SshKeyId id, UserId user, String name, SshPublicKey key, Instant createdAt) {
        this.id = id.value();
        this.userId = user.value();
        this.name = name;
        this.publicKey = key.line();
        this.fingerprint = key.fingerprint();
        this.createdAt = createdAt;
    }

    String name() {
        return name;
    }

    String fingerprint() {
        return fingerprint;
    }

    SshKeyView view() {
        return new SshKeyView(new SshKeyId(id), name, publicKey, fingerprint);
    }
}
