package dev.slipway.vm.screen;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.ScreenEndpoint;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.serial.SerialLine;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets one viewer in to a VM's screen. */
@Component
public class Screens {
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(30);

    private final VmLookup lookup;
    private final VmRules rules;
    private final VmHosts hosts;
    private final Suspensions suspensions;

    Screens(VmLookup lookup, VmRules rules, VmHosts hosts, Suspensions suspensions) {
        this.lookup = lookup;
        this.rules = rules;
        this.hosts = hosts;
        this.suspensions = suspensions;
    }

    /** Asks the host, so never in a transaction. */
    public ScreenEndpoint open(VmId id, Actor actor) {
        var vm = requireOpen(id, actor);
        try {
            var access = hosts.hypervisor(vm).openScreen(id.value(), TIME_TO_CONNECT);
            return new ScreenEndpoint(access.hostname(), access.port(), access.password());
        } catch (HypervisorProblem e) {
            throw explained(e);
        }
    }

    /** Likewise, for its serial line. */
    public SerialLine openSerial(VmId id, Actor actor) {
        var vm = requireOpen(id, actor);
        try {
            return SerialLine.on(hosts.hypervisor(vm), id);
        } catch (HypervisorProblem e) {
            throw explained(e);
        }
    }

    /** @throws Conflict if there is nothing to work on just now */
    private VmRow requireOpen(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_CONSOLE, actor);
        rules.require(VmAction.CONSOLE, vm);
        suspensions.of(vm.owner().tenant()).nothingRuns().ifPresent(why -> {
            throw new Conflict("tenant-suspended", why);
        });
        if (vm.underWay().filter(Verb::holdsStill).isPresent()) {
            throw new Conflict(
                    ScreenEndpoint.MOVING,
                    "It stands still for a moment: it is " + vm.underWay().get().doing()
                            + ". Its screen can be opened again after that.");
        }
        if (vm.isMigrating()) {
            // Its host refuses changes to a guest on its way, and a screen's password is one.
            throw new Conflict(
                    ScreenEndpoint.MOVING,
                    "It is just being moved to another host. Its screen can be opened again in a moment.");
        }
        return vm;
    }

    private static RuntimeException explained(HypervisorProblem e) {
        return e.kind() == Kind.WRONG_POWER_STATE || e.kind() == Kind.NO_SUCH_DOMAIN
                ? new Conflict("vm-off", "It is off, so there is no screen. Start it first.", e.logDetail(), e)
                : e;
    }
}
