package dev.slipway.ui.users;

import dev.slipway.identity.Account;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import java.util.Optional;

/** What can be done with an account, and why not. */
enum UserAction {
    ROLE("Platform role…"),
    ENABLE("Enable"),
    DISABLE("Disable…"),
    RESET_PASSWORD("Reset password…"),
    UNLOCK("Unlock"),
    END_SESSIONS("Sign out everywhere…"),
    RESET_SECOND_FACTOR("Take away second factor…");

    private final String words;

    UserAction(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether it makes any sense with this account. */
    boolean fits(Account account) {
        return switch (this) {
            case ENABLE -> !account.enabled();
            case DISABLE -> account.enabled();
            case ROLE, RESET_PASSWORD, UNLOCK, END_SESSIONS, RESET_SECOND_FACTOR -> true;
        };
    }

    Optional<String> whyNot(Account account, Actor actor) {
        return actor.whyNot(Permission.USER_EDIT, Scope.PLATFORM).or(() -> switch (this) {
            case RESET_PASSWORD -> unless(account.local(), "The organisation keeps this password.");
            case UNLOCK -> unless(account.blockedUntil().isPresent(), "It is not locked.");
            case END_SESSIONS -> unless(account.sessions() > 0, "It is signed in nowhere.");
            case RESET_SECOND_FACTOR -> unless(account.secondFactor(), "It has none.");
            case ROLE, ENABLE, DISABLE -> Optional.empty();
        });
    }

    private static Optional<String> unless(boolean fine, String why) {
        return fine ? Optional.empty() : Optional.of(why);
    }
}
