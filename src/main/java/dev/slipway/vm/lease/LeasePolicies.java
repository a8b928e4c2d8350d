package dev.slipway.vm.lease;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long the VMs of a tenant may stay. */
@Service
public class LeasePolicies {
    private final TenantRegister tenants;
    private final LeasePolicyTable table;
    private final LeaseRows rows;
    private final LeaseGrants grants;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    LeasePolicies(
            TenantRegister tenants,
            LeasePolicyTable table,
            LeaseRows rows,
            LeaseGrants grants,
            Changes changes,
            ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.table = table;
        this.rows = rows;
        this.grants = grants;
        this.changes = changes;
        this.events = events;
    }

    /** Empty if they stay for ever. For those who may see the tenant as a whole. */
    @Transactional(readOnly = true)
    public Optional<LeasePolicy> of(TenantId tenant, Actor actor) {
        return table.of(tenants.get(tenant, actor).id());
    }

    /**
     * For leases and extensions from now on: a VM that has a lease keeps its end, and one that has none gets a full one from
     * now on. For those with {@code LEASE_EDIT}.
     */
    @Audited("tenant.lease-policy")
    @RetriesLostRaces
    @Transactional
    public LeasePolicy set(TenantId id, LeasePolicy policy, Actor actor) {
        var tenant = require(id, actor);
        table.set(id, policy);
        grants.grantAll(id);
        told(tenant, policy.words(), actor);
        return policy;
    }

    /** All its VMs stay for ever then; what is over is as it was before, but off. For those with {@code LEASE_EDIT}. */
    @Audited("tenant.lease-policy")
    @RetriesLostRaces
    @Transactional
    public void remove(TenantId id, Actor actor) {
        var tenant = require(id, actor);
        table.remove(id);
        rows.removeAll(id);
        told(tenant, "VMs stay for as long as they are wanted.", actor);
    }

    private TenantView require(TenantId id, Actor actor) {
        var tenant = tenants.get(id, actor);
        actor.require(Permission.LEASE_EDIT, Scope.of(id));
        return tenant;
    }

    private void told(TenantView tenant, String words, Actor actor) {
        changes.announce(Topic.PROJECT, tenant.id().value(), null);
        events.publishEvent(
                actor.did("tenant.lease-policy", "tenant", tenant.id().value(), tenant.name(), null, words));
    }
}
