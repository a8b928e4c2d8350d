package dev.slipway.vm.power;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRules;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether VMs are started again by themselves after a failure. */
@Service
public class RestartPolicies {
    private final VmLookup lookup;
    private final RestartRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    RestartPolicies(VmLookup lookup, RestartRows rows, Changes changes, ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
    }

    /** Counts from the next failure on. @throws Conflict {@code vm-gone} of one that will not run again; {@code vm-binned}, {@code vm-warm} */
    @Audited("vm.restart-policy")
    @RetriesLostRaces
    @Transactional
    public void set(VmId id, RestartPolicy policy, Actor actor) {
        var vm = lookup.require(id, Permission.VM_POWER, actor);
        VmRules.requireItsPeoples(vm);
        if (vm.restart() == policy) {
            return;
        }
        rows.policy(id, policy);
        // What was due or given up is so no more: it begins anew with the next failure.
        rows.forget(id);
        var project = vm.owner().project();
        changes.announce(Topic.VM, id.value(), project);
        events.publishEvent(actor.did(
                "vm.restart-policy", "vm", id.value(), vm.name(), project, "After a failure: " + policy.words() + "."));
    }
}
