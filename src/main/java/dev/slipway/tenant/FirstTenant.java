package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
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

/** Makes the tenant and project {@code default}, with the first administrator in it, if there is no tenant at all. */
@Component
@Order(FirstTenant.AFTER_FIRST_ADMINISTRATOR)
class FirstTenant implements ApplicationRunner {
    static final int AFTER_FIRST_ADMINISTRATOR = 200;
    private static final String NAME = "default";
    private static final String ADMINISTRATOR = "admin";
    private static final Logger log = LoggerFactory.getLogger(FirstTenant.class);

    private final Tenants tenants;
    private final TenantRows rows;
    private final Users users;
    private final TransactionOperations transaction;

    FirstTenant(Tenants tenants, TenantRows rows, Users users, TransactionOperations transaction) {
        this.tenants = tenants;
        this.rows = rows;
        this.users = users;
        this.transaction = transaction;
    }

    /** Of nodes that start at once one is first; whose race the database ends looks again, and finds it done. */
    @Override
    @RetriesLostRaces
    public void run(ApplicationArguments args) {
        if (!rows.isEmpty()) {
            return;
        }
        Actor system = Actor.system("bootstrap");
        Optional<UserView> admin = users.find(ADMINISTRATOR, system).filter(UserView::enabled);
        try {
            transaction.executeWithoutResult(status -> {
                ProjectView project = tenants.createTenant(NAME, system);
                admin.ifPresent(a -> tenants.setMember(project.id(), a.id(), Role.PROJECT_MANAGER, system));
            });
            log.info("First start: made the tenant and project {}", NAME);
        } catch (Conflict e) {
            log.info("Another node has just made the tenant {}; nothing to do", NAME);
        }
    }
}
