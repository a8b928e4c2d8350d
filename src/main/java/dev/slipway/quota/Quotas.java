package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;

/** Limits and charges. Used = sum of the charges, on every level, always. */
@Service
public class Quotas {
    /**
     * Charges all levels of the path or none, in the caller's transaction (which must exist, and should do nothing
     * slow afterwards: the rows stay locked until it ends). A key that is charged already is left as it is.
     *
     * @throws dev.slipway.kernel.QuotaExceeded naming dimension, level, missing amount and way out
     */
    public void charge(ChargeKey key, QuotaPath path, Amounts amounts) {
        throw new UnsupportedOperationException();
    }

    /** For what is a fact already, such as a VM started outside: charged even past a limit, so that numbers stay true. */
    public void chargeFact(ChargeKey key, QuotaPath path, Amounts amounts) {
        throw new UnsupportedOperationException();
    }

    /** Gives back what the key holds, in the caller's transaction; nothing if it holds nothing. */
    public void release(ChargeKey key) {
        throw new UnsupportedOperationException();
    }

    /** All dimensions on the levels of the actor's path in this project. Authorise with {@code QUOTA_READ} before. */
    public List<QuotaLine> usage(QuotaPath path, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public QuotaPreview preview(QuotaPath path, Amounts cost, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** @param limits only the dimensions named change; empty value = unlimited */
    public void limitTenant(TenantId tenant, Map<Dimension, OptionalLong> limits, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public void limitProject(TenantId tenant, ProjectId project, Map<Dimension, OptionalLong> limits, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public void limitMember(
            TenantId tenant, ProjectId project, UserId member, Map<Dimension, OptionalLong> limits, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
