package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.SigningKeyTable.Row;
import dev.slipway.intake.signature.MakersKey;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.SigningKeyId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makers' public keys that the platform's administrators trust. Nothing is fetched to find one: whoever adds it compares it. */
@Service
public class SigningKeys {
    private static final String NOUN = "signing-key";
    private static final int LONGEST_NAME = 100;

    private final SigningKeyTable table;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SigningKeys(SigningKeyTable table, Clock clock, ApplicationEventPublisher events) {
        this.table = table;
        this.clock = clock;
        this.events = events;
    }

    /** By name. For those who see all images. */
    @Transactional(readOnly = true)
    public List<SigningKey> list(Actor actor) {
        actor.require(Permission.IMAGE_READ, Scope.PLATFORM);
        return table.all().stream().map(this::view).toList();
    }

    /**
     * @param armouredKey as {@code gpg --export --armor} writes it
     * @throws InvalidRequest if it is not one public key, or nothing that it signs would be believed
     */
    @Audited("signing-key.add")
    @Transactional
    public SigningKey add(String name, String armouredKey, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        requireName(name);
        var key = MakersKey.parse(armouredKey);
        key.requireFit(clock.instant());
        var row = new Row(
                SigningKeyId.random(),
                name,
                key.owner(),
                key.fingerprint(),
                armouredKey.strip(),
                actor.name(),
                clock.instant());
        table.add(row);
        tell("signing-key.add", row, actor);
        return view(row);
    }

    /** What is still to be checked by it is refused then; what was published stays. */
    @Audited("signing-key.remove")
    @Transactional
    public void remove(SigningKeyId id, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Permission.IMAGE_READ, Scope.PLATFORM, NOUN);
        var row = table.find(id).orElseThrow(() -> NotFound.of(NOUN));
        table.delete(id);
        tell("signing-key.remove", row, actor);
    }

    private void tell(String action, Row row, Actor actor) {
        events.publishEvent(actor.did(
                action,
                NOUN,
                row.id().value(),
                row.name(),
                null,
                "Fingerprint " + row.fingerprint() + (row.owner().isEmpty() ? "" : ", of " + row.owner())));
    }

    private SigningKey view(Row row) {
        var now = clock.instant();
        Optional<MakersKey> key = read(row);
        return new SigningKey(
                row.id(),
                row.name(),
                row.owner(),
                row.fingerprint(),
                key.flatMap(k -> k.expires(now)),
                key.isEmpty() ? Optional.of("cannot be read any more") : key.flatMap(k -> k.whyUnfit(now)),
                row.addedBy(),
                row.addedAt());
    }

    /** A later version of the portal may read what this one does not, and the other way round. */
    private static Optional<MakersKey> read(Row row) {
        try {
            return Optional.of(MakersKey.parse(row.armoured()));
        } catch (InvalidRequest e) {
            return Optional.empty();
        }
    }

    private static void requireName(String name) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || !name.strip().equals(name)
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequest(
                    "signing-key-name", "name", "Say whose key it is in 1 to 100 characters, such as Debian CD.");
        }
    }
}
