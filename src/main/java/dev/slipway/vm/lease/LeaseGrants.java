package dev.slipway.vm.lease;

import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives VMs a full lease from now on where the tenant has a policy; one that has a lease keeps it. In the caller's transaction. */
@Component
public class LeaseGrants {
    private final LeasePolicyTable policies;
    private final LeaseRows rows;
    private final Clock clock;

    LeaseGrants(LeasePolicyTable policies, LeaseRows rows, Clock clock) {
        this.policies = policies;
        this.rows = rows;
        this.clock = clock;
    }

    public void grant(VmId vm, TenantId tenant) {
        policies.of(tenant).ifPresent(policy -> grant(List.of(vm), tenant, policy));
    }

    /** Those that have none. */
    void grantAll(TenantId tenant) {
        policies.of(tenant).ifPresent(policy -> {
            for (var some = rows.without(tenant); !some.isEmpty(); some = rows.without(tenant)) {
                grant(some, tenant, policy);
            }
        });
    }

    private void grant(List<VmId> vms, TenantId tenant, LeasePolicy policy) {
        vms.forEach(vm -> rows.insert(LeaseRow.granted(vm, policy, clock.instant()), tenant));
    }
}
