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
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    PasswordChange(
            UserRows rows,
            Passwords passwords,
            SignInGuard guard,
            Sessions sessions,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.rows = rows;
        this.passwords = passwords;
        this.guard = guard;
        this.sessions = sessions;
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
        if (known.isPasswordTemporary() && newPassword.equals(oldPassword)) {
            throw new InvalidRequest(
                    "same-password",
                    "newPassword",
                    "This is the one you were given. Choose another that only you know.");
        }
        String hash = passwords.hash(newPassword);
        transaction.executeWithoutResult(status -> {
            rows.findById(user.value()).orElseThrow(() -> NotFound.of("user")).replacePassword(hash);
            // Whoever knew the old one may be signed in with it.
            sessions.endAllOf(user, actor.session(), SessionEnd.PASSWORD_CHANGED);
            events.publishEvent(
                    actor.did("user.password", "user", user.value(), known.name(), null, "Changed their password."));
        });
    }
}
