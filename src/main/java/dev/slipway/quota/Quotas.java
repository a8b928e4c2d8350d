package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Limits and charges. Used = sum of the charges, on every level, always. */
@Service
public class Quotas {
    private final Charging charging;
    private final Recharging recharging;
    private final Usage usage;
    private final Forecasts forecasts;
    private final LimitChanges limits;

    Quotas(Charging charging, Recharging recharging, Usage usage, Forecasts forecasts, LimitChanges limits) {
        this.charging = charging;
        this.recharging = recharging;
        this.usage = usage;
        this.forecasts = forecasts;
        this.limits = limits;
    }

    /**
     * Charges all levels of the path with all of it or nothing, in the caller's transaction (which must exist, and should
     * do nothing slow afterwards: the rows stay locked until it ends). A key that is charged already is left as it is.
     * What is charged together is refused together: the refusal says what all of it lacks.
     *
     * @throws dev.slipway.kernel.QuotaExceeded naming dimension, level, missing amount and way out; the caller's
     *     transaction must then roll back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void charge(QuotaPath path, Map<ChargeKey, Amounts> charges) {
        charging.charge(path, charges, false);
    }

    /** For what is a fact already, such as a VM started outside: charged even past a limit, so that numbers stay true. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void chargeFact(ChargeKey key, QuotaPath path, Amounts amounts) {
        charging.charge(path, Map.of(key, amounts), true);
    }

    /**
     * Gives back what the keys hold, in the caller's transaction; nothing for one that holds nothing. Keys that end
     * together are released together: one after the other would lock a ledger row after nodes, against the order.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(ChargeKey... keys) {
        charging.release(keys);
    }

    /**
     * Lets somebody else pay for what the keys hold, in the caller's transaction: all of it or nothing. Levels that pay
     * before and after need no room. A key that holds nothing, or is theirs already, is left as it is.
     *
     * @throws dev.slipway.kernel.QuotaExceeded if a level that gains has no room; the transaction must then roll back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(QuotaPath to, ChargeKey... keys) {
        recharging.move(to, keys);
    }

    /**
     * Sets how much a key holds, in the caller's transaction; the same again changes nothing. Only what is more than
     * before needs room.
     *
     * @throws dev.slipway.kernel.QuotaExceeded if there is none; the transaction must then roll back
     * @throws IllegalStateException if the key is not charged to this path
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(ChargeKey key, QuotaPath path, Amounts amounts) {
        recharging.change(key, path, amounts);
    }

    /** All dimensions on the levels of the actor's path in this project. For those with {@code QUOTA_READ} there. */
    @Transactional(readOnly = true)
    public List<QuotaLine> usage(QuotaPath path, Actor actor) {
        requireRead(path, actor);
        return usage.lines(path);
    }

    /** Says beforehand, in the same sentences, what a charge would say at this moment. */
    @Transactional(readOnly = true)
    public QuotaPreview preview(QuotaPath path, Amounts cost, Actor actor) {
        requireRead(path, actor);
        return usage.preview(path, cost);
    }

    /** As {@link #preview}, of charges that are made one after the other; one that does not fit takes nothing. */
    @Transactional(readOnly = true)
    public QuotaForecast forecast(List<PlannedCharge> charges, Actor actor) {
        charges.stream().map(PlannedCharge::path).distinct().forEach(path -> requireRead(path, actor));
        return forecasts.of(charges);
    }

    /** As {@link #preview}, of what {@link #move} would charge there; levels that pay already are charged nothing. */
    @Transactional(readOnly = true)
    public QuotaPreview previewMove(QuotaPath to, Actor actor, ChargeKey... keys) {
        requireRead(to, actor);
        return recharging.preview(to, keys);
    }

    /** For platform administrators. @param limits only the dimensions named change; empty value = unlimited */
    @Audited("quota.limit")
    @RetriesLostRaces
    @Transactional
    public void limitTenant(TenantId tenant, Map<Dimension, OptionalLong> limits, Actor actor) {
        this.limits.ofTenant(tenant, limits, actor);
    }

    @Audited("quota.limit")
    @RetriesLostRaces
    @Transactional
    public void limitProject(TenantId tenant, ProjectId project, Map<Dimension, OptionalLong> limits, Actor actor) {
        this.limits.ofProject(tenant, project, limits, actor);
    }

    @Audited("quota.limit")
    @RetriesLostRaces
    @Transactional
    public void limitMember(
            TenantId tenant, ProjectId project, UserId member, Map<Dimension, OptionalLong> limits, Actor actor) {
        this.limits.ofMember(tenant, project, member, limits, actor);
    }

    private static void requireRead(QuotaPath path, Actor actor) {
        actor.require(Permission.QUOTA_READ, Permission.QUOTA_READ, Scope.of(path.tenant(), path.project()), "project");
    }
}
