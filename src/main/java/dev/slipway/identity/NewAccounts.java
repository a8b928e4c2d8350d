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

    /** @param name valid and in lower case */
    UserRow open(String name, String displayName, String password) {
        String shown = Words.oneLine(displayName, LONGEST_DISPLAY_NAME, "displayName", "person");
        passwords.check(password, name, "password");
        UserRow row = new UserRow(
                UserId.random(),
                name,
                shown,
                passwords.hash(password),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            return rows.saveAndFlush(row);
        } catch (DataIntegrityViolationException e) {
            throw new Conflict(
                    "name-taken", "There is a user named " + name + " already. Choose another name.", null, e);
        }
    }
}
