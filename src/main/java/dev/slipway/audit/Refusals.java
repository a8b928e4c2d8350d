package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Records refusals in a transaction of their own, since that of the refused change is undone. */
@Component
class Refusals {
    private final AuditRows rows;

    Refusals(AuditRows rows) {
        this.rows = rows;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void record(Actor actor, String action, AuditRows.Target target, Problem problem) {
        rows.addRefused(actor, action, target, problem.code(), problem.sentence());
    }
}
