package dev.slipway.vm.drain;

import dev.slipway.host.HostView;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.placement.PlacementDecision;
import dev.slipway.placement.Relocations;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.drain.DrainPlan.Fate;
import dev.slipway.vm.drain.DrainPlan.Line;
import dev.slipway.vm.move.Migrating;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * What would become of each VM of a host. The room is really held for one after the other, and the transaction then rolled
 * back: no other arithmetic knows as well what fits.
 */
@Component
class DrainPlans {
    private final HostVms vms;
    private final VmRules rules;
    private final Migrating migrating;
    private final Relocations relocations;

    DrainPlans(HostVms vms, VmRules rules, Migrating migrating, Relocations relocations) {
        this.vms = vms;
        this.rules = rules;
        this.migrating = migrating;
        this.relocations = relocations;
    }

    /** In a transaction, of which nothing is left. */
    DrainPlan of(HostView host, boolean moveStopped) {
        var lines = new ArrayList<Line>();
        for (var vm : vms.on(host.id())) {
            lines.add(line(vm, moveStopped));
        }
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return new DrainPlan(host.id(), host.name(), lines);
    }

    private Line line(VmRow vm, boolean moveStopped) {
        var waited = Drains.waitedFor(vm);
        if (waited.isPresent()) {
            return line(vm, Fate.WAITED_FOR, Optional.empty(), waited);
        }
        var on = vm.power().observed().isOn();
        if (!on && !moveStopped) {
            return line(vm, Fate.STAYS, Optional.empty(), Optional.empty());
        }
        try {
            rules.require(VmAction.MIGRATE, vm);
            PlacementDecision decision = relocations.hold(migrating.move(vm, Optional.empty()));
            var to = decision.reasons().getFirst().hostName();
            return line(vm, on ? Fate.MOVES_RUNNING : Fate.MOVES_STOPPED, Optional.of(to), Optional.empty());
        } catch (Conflict | NoCapacity e) {
            return line(vm, on ? Fate.BLOCKED : Fate.STAYS, Optional.empty(), Optional.of(e.sentence()));
        }
    }

    private static Line line(VmRow vm, Fate fate, Optional<String> to, Optional<String> why) {
        var owner = vm.owner();
        var place = owner.tenantName() + " / " + owner.projectName();
        return new Line(vm.id(), vm.name(), place, vm.power().observed().isOn(), fate, to, why);
    }
}
