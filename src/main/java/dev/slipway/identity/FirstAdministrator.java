package dev.slipway.identity;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.RetriesLostRaces;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Opens the account {@code admin} if there is no account at all. There is no default password. */
@Component
@Order(FirstAdministrator.ORDER)
class FirstAdministrator implements ApplicationRunner {
    static final int ORDER = 100;
    static final String NAME = "admin";
    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Users users;
    private final UserRows rows;
    private final BootstrapSettings settings;
    private final TransactionOperations transaction;

    FirstAdministrator(Users users, UserRows rows, BootstrapSettings settings, TransactionOperations transaction) {
        this.users = users;
        this.rows = rows;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Of nodes that start at once one is first; whose race the database ends looks again, and finds it done. */
    @Override
    @RetriesLostRaces
    public void run(ApplicationArguments args) {
        if (rows.count() > 0) {
            return;
        }
        String given = settings.adminPassword();
        String password = given == null || given.isBlank() ? MadeUpPassword.fresh() : given;
        boolean madeUp = !password.equals(given);
        Actor system = Actor.system("bootstrap");
        try {
            transaction.executeWithoutResult(status -> {
                UserView admin = users.create(NAME, "Administrator", password, madeUp, system);
                users.setPlatformRole(admin.id(), Optional.of(Role.PLATFORM_ADMIN), system);
            });
        } catch (Conflict e) {
            log.info("Another node has just opened the account {}; nothing to do", NAME);
            return;
        }
        if (madeUp) {
            log.warn(
                    "First start: sign in as {} with the password {}, for one sign-in; it is not shown again",
                    NAME,
                    password);
        } else {
            log.info("First start: opened the account {} with the password of slipway.bootstrap.admin-password", NAME);
        }
    }
}
