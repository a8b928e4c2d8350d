package dev.slipway.audit;

import dev.slipway.kernel.AuditableEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records each change in the transaction that makes it: both stand or neither. Without one, in one of its own. */
@Component
class ChangeRecorder {
    private final AuditRows rows;

    ChangeRecorder(AuditRows rows) {
        this.rows = rows;
    }

    @EventListener
    @Transactional
    public void record(AuditableEvent event) {
        rows.addDone(event);
    }
}
