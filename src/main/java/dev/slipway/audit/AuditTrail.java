package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** What was done and refused. Append-only. */
@Service
public class AuditTrail {
    /** Everything, newest first. For those with {@code AUDIT_READ} on the platform. */
    public Page<AuditEntry> all(Pageable page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One thing's feed, such as a VM's, newest first. The scope is the thing's, as its façade told; who may read the thing may read its feed. */
    public Page<AuditEntry> ofTarget(UUID target, Scope scope, Pageable page, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
