package dev.slipway.identity;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Replaces one's own password. Hashes outside of the transaction, since that takes a good part of a second. */
@Component
class PasswordChange {
    private final UserRows rows;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    PasswordChange(
            UserRows rows,
            Passwords passwords,
            SignInGuard guard,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.rows = rows;
        this.passwords = passwords;
        this.guard = guard;
        this.events = events;
        this.transaction = transaction;
    }

    void change(UserId user, String oldPassword, String newPassword, Actor actor) {
        UserRow known = rows.findById(user.value()).orElseThrow(() -> NotFound.of("user"));
        if (known.passwordHash() == null) {
            throw new Conflict(
                    "no-password-here",
                    "You sign in at your organisation, which keeps your password. Change it there.");
        }
        passwords.check(newPassword, known.name(), "newPassword");
        guard.begin(known.name()).ifPresent(wait -> {
            throw new InvalidRequest("too-many-tries", "oldPassword", SignInGuard.sentence(wait));
        });
        if (!passwords.matches(oldPassword, known.passwordHash())) {
            throw new InvalidRequest("wrong-password", "oldPassword", "The old password is not right.");
        }
        guard.succeeded(known.name());
        String hash = passwords.hash(newPassword);
        transaction.executeWithoutResult(status -> {
            rows.findById(user.value()).orElseThrow(() -> NotFound.of("user")).replacePassword(hash);
            events.publishEvent(
                    actor.did("user.password", "user", user.value(), known.name(), null, "Changed their password."));
        });
    }
}
