package dev.slipway.identity;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Opens accounts, in the caller's transaction. */
@Component
class NewAccounts {
    private static final int LONGEST_DISPLAY_NAME = 100;

    private final UserRows rows;
    private final Passwords passwords;
    private final Clock clock;

    NewAccounts(UserRows rows, Passwords passwords, Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** What may stand for a person on a screen. */
    static String shown(String displayName) {
        return Words.oneLine(displayName, LONGEST_DISPLAY_NAME, "displayName", "person");
    }

    /** @param name valid and in lower case @param temporary whether the password is for one sign-in only */
    UserRow open(String name, String displayName, String password, boolean temporary) {
        String shown = shown(displayName);
        passwords.check(password, name, "password");
        UserRow row =
                new UserRow(UserId.random(), name, shown, null, clock.instant().truncatedTo(ChronoUnit.MICROS));
        String hash = passwords.hash(password);
        if (temporary) {
            row.givePassword(hash);
        } else {
            row.replacePassword(hash);
        }
        try {
            return rows.saveAndFlush(row);
        } catch (DataIntegrityViolationException e) {
            throw new Conflict(
                    "name-taken", "There is a user named " + name + " already. Choose another name.", null, e);
        }
    }
}
