package dev.slipway.identity;

import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an administrator changes about how somebody signs in, in the caller's transaction. */
@Component
class AccountRepairs {
    private final UserRows rows;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final SecondFactorTable secondFactors;
    private final Sessions sessions;
    private final Changes changes;

    AccountRepairs(
            UserRows rows,
            Passwords passwords,
            SignInGuard guard,
            SecondFactorTable secondFactors,
            Sessions sessions,
            Changes changes) {
        this.rows = rows;
        this.passwords = passwords;
        this.guard = guard;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.changes = changes;
    }

    void givePassword(Account account, String password) {
        UserRow row = rows.findById(account.id().value()).orElseThrow(() -> NotFound.of("user"));
        row.givePassword(passwords.hash(password));
        rows.saveAndFlush(row);
        guard.forget(account.name());
        sessions.endAllOf(account.id(), Optional.empty(), SessionEnd.PASSWORD_CHANGED);
        changes.announce(Topic.ACCESS, account.id().value(), null);
    }

    void unlock(Account account) {
        guard.forget(account.name());
    }

    void removeSecondFactor(Account account) {
        secondFactors.remove(account.id());
        sessions.endAllOf(account.id(), Optional.empty(), SessionEnd.SECOND_FACTOR_CHANGED);
    }
}
