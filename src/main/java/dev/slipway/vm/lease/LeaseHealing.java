package dev.slipway.vm.lease;

import org.springframework.stereotype.Component;

/** Leases where the policy of the tenant asks for them, and nowhere else: whatever became of VMs and policies meanwhile. */
@Component
class LeaseHealing {
    private final LeaseRows rows;
    private final LeasePolicyTable policies;
    private final LeaseGrants grants;

    LeaseHealing(LeaseRows rows, LeasePolicyTable policies, LeaseGrants grants) {
        this.rows = rows;
        this.policies = policies;
        this.grants = grants;
    }

    /** A VM that went to another tenant begins anew there. */
    void heal() {
        rows.stale().forEach(rows::remove);
        policies.tenants().forEach(grants::grantAll);
    }
}
