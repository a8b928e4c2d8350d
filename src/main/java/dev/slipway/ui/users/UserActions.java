package dev.slipway.ui.users;

import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.Users;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an administrator does with an account. */
@Component
class UserActions {
    private final Accounts accounts;
    private final Users users;
    private final Sessions sessions;
    private final Actors actors;

    UserActions(Accounts accounts, Users users, Sessions sessions, Actors actors) {
        this.accounts = accounts;
        this.users = users;
        this.sessions = sessions;
        this.actors = actors;
    }

    void run(UserAction action, Account account, Runnable done) {
        switch (action) {
            case ROLE -> new RoleDialog(account, users, actors, done).open();
            case DISABLE -> disable(account, done);
            case ENABLE -> {
                users.setEnabled(account.id(), true, actors.current());
                done.run();
            }
            case RESET_PASSWORD -> resetPassword(account, done);
            case UNLOCK -> {
                accounts.unlock(account.id(), actors.current());
                Messages.done(account.name() + " may be tried again at once.");
                done.run();
            }
            case END_SESSIONS -> endSessions(account, done);
            case RESET_SECOND_FACTOR -> resetSecondFactor(account, done);
        }
    }

    private void disable(Account account, Runnable done) {
        new ConsequenceDialog(
                        "Disable " + account.name() + "?",
                        List.of(
                                "Their sessions and consoles end now; they cannot sign in, and their API tokens are"
                                        + " refused.",
                                "What they made stays where it is. Enabling brings back everything."),
                        "Disable",
                        () -> {
                            users.setEnabled(account.id(), false, actors.current());
                            done.run();
                        })
                .open();
    }

    private void resetPassword(Account account, Runnable done) {
        new ConsequenceDialog(
                        "Reset the password of " + account.name() + "?",
                        List.of(
                                "You get a password for one sign-in to pass on; they choose their own then.",
                                "Their sessions end now. Their API tokens rest until they have chosen."),
                        "Reset password",
                        () -> {
                            var reset = accounts.resetPassword(account.id(), actors.current());
                            done.run();
                            new PasswordOnceDialog(reset).open();
                        })
                .open();
    }

    private void endSessions(Account account, Runnable done) {
        new ConsequenceDialog(
                        "Sign " + account.name() + " out everywhere?",
                        List.of("Their open pages and consoles close. They may sign in again."),
                        "Sign out",
                        () -> {
                            sessions.endAllOf(account.id(), Optional.empty(), actors.current());
                            done.run();
                        })
                .open();
    }

    private void resetSecondFactor(Account account, Runnable done) {
        new ConsequenceDialog(
                        "Take away the second factor of " + account.name() + "?",
                        List.of(
                                "Their password alone signs them in until they set up another: be sure it is they who"
                                        + " ask.",
                                "Their sessions end now."),
                        "Take away",
                        () -> {
                            accounts.resetSecondFactor(account.id(), actors.current());
                            done.run();
                        })
                .open();
    }
}
