package dev.slipway.quota;

import dev.slipway.identity.Actor;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends grants whose time is over, also those that ended while no portal was up. Every node does it: the grant's state
 * settles who is first, in the transaction that takes it off the limit.
 */
@Component
class GrantReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(GrantReconciler.class);
    private static final Actor ACTOR = Actor.system("grant-reconciler");

    private final GrantRows grants;
    private final Raising raising;
    private final TransactionTemplate transaction;

    GrantReconciler(GrantRows grants, Raising raising, TransactionTemplate transaction) {
        this.grants = grants;
        this.raising = raising;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT1S")
    void look() {
        List<GrantRow> due = grants.due();
        for (GrantRow grant : due) {
            try {
                transaction.executeWithoutResult(status -> raising.end(grant, GrantState.ENDED, ACTOR));
            } catch (RuntimeException e) {
                LOG.warn("Grant {} could not be ended; the next look in two seconds does it", grant.id(), e);
            }
        }
    }
}
