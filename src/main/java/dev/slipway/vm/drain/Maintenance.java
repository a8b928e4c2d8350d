package dev.slipway.vm.drain;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Emptying hosts so that somebody can work on the machine, and taking them back into use. No VM is ever stopped for it. */
@Service
public class Maintenance {
    private final Hosts hosts;
    private final Draining draining;
    private final DrainPlans plans;
    private final Operations operations;

    Maintenance(Hosts hosts, Draining draining, DrainPlans plans, Operations operations) {
        this.hosts = hosts;
        this.draining = draining;
        this.plans = plans;
        this.operations = operations;
    }

    /** What would become of each VM, without doing anything. @param moveStopped whether those that are off are to go, too */
    @RetriesLostRaces
    @Transactional
    public DrainPlan plan(HostId host, boolean moveStopped, Actor actor) {
        return plans.of(require(host, actor), moveStopped);
    }

    /**
     * From now on nothing new comes to the host, and what is there goes, a few at a time. The operation ends when nothing runs
     * there; cancelled, what has not gone yet stays, and the host is as it was.
     *
     * @throws dev.slipway.kernel.Conflict if it is in maintenance already
     */
    @Audited("host.drain")
    @Transactional
    public OperationId drain(HostId host, boolean moveStopped, Actor actor) {
        return draining.begin(require(host, actor), moveStopped, actor);
    }

    /** Takes it back into use. @throws dev.slipway.kernel.Conflict if it is in no maintenance */
    @Audited("host.end-maintenance")
    @Transactional
    public void end(HostId host, Actor actor) {
        draining.endMaintenance(require(host, actor), actor);
    }

    /** What is being done with the host right now, if something is. */
    public Optional<OperationView> underWay(HostId host, Actor actor) {
        return operations.active(hosts.get(host, actor).id().value());
    }

    private HostView require(HostId host, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        return hosts.get(host, actor);
    }
}
