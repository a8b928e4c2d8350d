package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One's own public SSH keys. At most 50. */
@Service
public class SshKeys {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 64;

    private final SshKeyRows rows;
    private final UserRows users;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SshKeys(SshKeyRows rows, UserRows users, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.users = users;
        this.clock = clock;
        this.events = events;
    }

    /**
     * @param name blank = the key's comment
     * @param publicKey one line as in {@code id_ed25519.pub}; a private key is refused with that word
     */
    @Audited("ssh-key.add")
    @RetriesLostRaces
    @Transactional
    public SshKeyView add(String name, String publicKey, Actor actor) {
        UserId user = actor.requireUser();
        SshPublicKey key = SshPublicKey.parse(publicKey);
        String called = Words.oneLine(name.isBlank() ? key.comment() : name, LONGEST_NAME, "name", "key");
        // Held while they are counted, so that two requests at once do not both get the last place.
        var _ = users.locked(user.value()).orElseThrow(() -> NotFound.of("user"));
        refuseDouble(called, key, rows.of(user.value()));
        SshKeyId id = SshKeyId.random();
        SshKeyRow row =
                rows.save(new SshKeyRow(id, user, called, key, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        events.publishEvent(actor.did(
                "ssh-key.add", "ssh-key", id.value(), called, null, "Added the key " + key.fingerprint() + "."));
        return row.view();
    }

    private static void refuseDouble(String name, SshPublicKey key, List<SshKeyRow> present) {
        if (present.size() >= MOST) {
            throw new Conflict("too-many-keys", "You have " + MOST + " SSH keys, which is the most. Remove one first.");
        }
        for (SshKeyRow other : present) {
            if (other.fingerprint().equals(key.fingerprint())) {
                throw new Conflict("key-present", "You have this key already; it is named " + other.name() + ".");
            }
            if (other.name().equalsIgnoreCase(name)) {
                throw new Conflict(
                        "name-taken", "You have a key named " + other.name() + " already. Choose another name.");
            }
        }
    }

    @Transactional(readOnly = true)
    public List<SshKeyView> list(Actor actor) {
        return rows.of(actor.requireUser().value()).stream()
                .map(SshKeyRow::view)
                .toList();
    }

    /** Those of one's own keys. @throws dev.slipway.kernel.NotFound if one of them is not the actor's */
    @Transactional(readOnly = true)
    public List<SshKeyView> require(Collection<SshKeyId> keys, Actor actor) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Set<UUID> ids = keys.stream().map(SshKeyId::value).collect(Collectors.toSet());
        List<SshKeyRow> found = rows.of(actor.requireUser().value(), ids);
        if (found.size() != ids.size()) {
            throw NotFound.of("SSH key");
        }
        return found.stream().map(SshKeyRow::view).toList();
    }

    @Audited("ssh-key.remove")
    @RetriesLostRaces
    @Transactional
    public void remove(SshKeyId key, Actor actor) {
        SshKeyRow row = rows.one(actor.requireUser().value(), key.value()).orElseThrow(() -> NotFound.of("SSH key"));
        rows.delete(row);
        events.publishEvent(actor.did(
                "ssh-key.remove", "ssh-key", key.value(), row.name(), null, "Removed " + row.fingerprint() + "."));
    }
}
