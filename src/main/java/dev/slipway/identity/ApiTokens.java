package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TokenId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Personal tokens for the API: the secret is shown once, stored hashed, and can be revoked. At most 50. */
@Service
public class ApiTokens {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 64;
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final ApiTokenRows rows;
    private final BearerTable bearers;
    private final UserRows users;
    private final Changes changes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ApiTokens(
            ApiTokenRows rows,
            BearerTable bearers,
            UserRows users,
            Changes changes,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.bearers = bearers;
        this.users = users;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
    }

    /** @param secret {@code slip_…}; not to be had again */
    public record Issued(ApiTokenView token, String secret) {
        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }

    /** @param validFor up to ten years; empty = until revoked */
    @Audited("token.issue")
    @RetriesLostRaces
    @Transactional
    public Issued issue(String name, Optional<Duration> validFor, Actor actor) {
        UserId user = actor.requireUser();
        String called = Words.oneLine(name, LONGEST_NAME, "name", "token");
        if (validFor.isPresent()
                && (!validFor.get().isPositive() || validFor.get().compareTo(LONGEST_LIFE) > 0)) {
            throw new InvalidRequest(
                    "invalid-validity", "validFor", "A token is valid for up to ten years, or until it is revoked.");
        }
        if (actor.token().isPresent()) {
            throw new Forbidden(
                    "token-by-token",
                    "A token cannot make tokens, so that revoking a stolen one is the end of it. Sign in and make it on"
                            + " the screen API tokens.");
        }
        // Held while they are counted, so that two requests at once do not both get the last place.
        var _ = users.locked(user.value()).orElseThrow(() -> NotFound.of("user"));
        if (rows.of(user.value()).size() >= MOST) {
            throw new Conflict("too-many-tokens", "You have " + MOST + " tokens, which is the most. Revoke one first.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TokenSecret secret = TokenSecret.random();
        ApiTokenRow row = rows.save(new ApiTokenRow(user, called, secret, now, validFor.map(now::plus)));
        events.publishEvent(actor.did("token.issue", "token", row.id(), called, null, "Issued an API token."));
        return new Issued(row.view(), secret.text());
    }

    /** Expired ones too, until they are revoked. */
    @Transactional(readOnly = true)
    public List<ApiTokenView> list(Actor actor) {
        return rows.of(actor.requireUser().value()).stream()
                .map(ApiTokenRow::view)
                .toList();
    }

    @Audited("token.revoke")
    @RetriesLostRaces
    @Transactional
    public void revoke(TokenId token, Actor actor) {
        ApiTokenRow row = rows.one(actor.requireUser().value(), token.value()).orElseThrow(() -> NotFound.of("token"));
        rows.delete(row);
        changes.announce(Topic.ACCESS, token.value(), null);
        events.publishEvent(
                actor.did("token.revoke", "token", token.value(), row.name(), null, "Revoked an API token."));
    }

    /** All of one's own, such as when somebody may have learned the password. @return how many */
    @Audited("token.revoke")
    @RetriesLostRaces
    @Transactional
    public int revokeAll(Actor actor) {
        List<ApiTokenRow> mine = rows.of(actor.requireUser().value());
        rows.deleteAll(mine);
        mine.forEach(row -> changes.announce(Topic.ACCESS, row.id(), null));
        events.publishEvent(actor.did(
                "token.revoke", "user", actor.requireUser().value(), actor.name(), null, "Revoked all API tokens."));
        return mine.size();
    }

    /** Whose token it is, and which. */
    public record Bearer(TokenId token, UserId owner) {}

    /** The owner of a living token, or empty. Takes the same time for near misses. */
    public Optional<Bearer> authenticate(String secret) {
        Optional<TokenSecret> read = TokenSecret.read(secret);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recently = now.minus(USE_NOTED_EVERY);
        for (BearerTable.Token token : bearers.startingWith(read.get().prefix())) {
            if (token.isGood(read.get(), now)) {
                if (!token.wasUsedSince(recently)) {
                    rows.used(token.id(), now, recently);
                }
                return Optional.of(new Bearer(new TokenId(token.id()), new UserId(token.user())));
            }
        }
        return Optional.empty();
    }
}
