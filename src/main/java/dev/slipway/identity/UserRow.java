package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account: a local one, or one of an identity provider's people, which has no password here. */
@Entity
@Table(name = "user_account")
class UserRow {
    @Id
    private UUID id;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "display_name")
    private String displayName;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "password_temporary")
    private boolean passwordTemporary;

    @Column(name = "platform_role")
    @Enumerated(EnumType.STRING)
    private @Nullable Role platformRole;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected UserRow() {}

    UserRow(UserId id, String name, String displayName, @Nullable String passwordHash, Instant createdAt) {
        this.id = id.value();
        this.name = name;
        this.displayName = displayName;
        this.passwordHash = passwordHash;
        this.enabled = true;
        this.createdAt = createdAt;
    }

    UserId id() {
        return new UserId(id);
    }

    String name() {
        return name;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    boolean isEnabled() {
        return enabled;
    }

    Optional<Role> platformRole() {
        return Optional.ofNullable(platformRole);
    }

    String displayName() {
        return displayName;
    }

    void callThem(String name) {
        displayName = name;
    }

    boolean isPasswordTemporary() {
        return passwordTemporary;
    }

    /** Chosen by its owner. */
    void replacePassword(String hash) {
        passwordHash = hash;
        passwordTemporary = false;
    }

    /** For one sign-in. */
    void givePassword(String hash) {
        passwordHash = hash;
        passwordTemporary = true;
    }

    void give(Optional<Role> role) {
        platformRole = role.orElse(null);
    }

    void enable(boolean on) {
        enabled = on;
    }

    UserView view() {
        return new UserView(id(), name, displayName, enabled);
    }
}
