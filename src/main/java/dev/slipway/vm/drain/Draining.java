package dev.slipway.vm.drain;

import dev.slipway.host.HostUpkeep;
import dev.slipway.host.HostView;
import dev.slipway.host.Upkeep;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.placement.Relocations;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The clicks on Drain and End maintenance. */
@Component
class Draining {
    private final HostUpkeep upkeep;
    private final Relocations relocations;
    private final Operations operations;
    private final ApplicationEventPublisher events;

    Draining(HostUpkeep upkeep, Relocations relocations, Operations operations, ApplicationEventPublisher events) {
        this.upkeep = upkeep;
        this.relocations = relocations;
        this.operations = operations;
        this.events = events;
    }

    OperationId begin(HostView host, boolean moveStopped, Actor actor) {
        if (upkeep.lock(host.id()) == Upkeep.MAINTENANCE) {
            throw new Conflict("host-maintenance", "This host is in maintenance already: nothing runs there.");
        }
        var operation = operations.submit(
                new OperationRequest(
                        DrainHost.KIND,
                        "host",
                        host.id().value(),
                        host.name(),
                        Scope.PLATFORM,
                        Map.of(DrainHost.STOPPED_TOO, Boolean.toString(moveStopped))),
                actor);
        upkeep.set(host.id(), Upkeep.DRAINING);
        relocations.close(host.id(), true);
        events.publishEvent(actor.did(
                "host.drain",
                "host",
                host.id().value(),
                host.name(),
                null,
                moveStopped ? "VMs that are off go, too." : "VMs that are off stay."));
        return operation;
    }

    void endMaintenance(HostView host, Actor actor) {
        switch (upkeep.lock(host.id())) {
            case NONE -> throw new Conflict("no-maintenance", "This host is in no maintenance.");
            case DRAINING ->
                throw new Conflict(
                        "host-draining",
                        "This host is still being emptied. Cancel that instead; what has not gone yet then stays.");
            case MAINTENANCE -> reopen(host.id());
        }
        events.publishEvent(actor.did("host.end-maintenance", "host", host.id().value(), host.name(), null, ""));
    }

    /** As it was before, in the caller's transaction. */
    void reopen(HostId host) {
        upkeep.set(host, Upkeep.NONE);
        relocations.close(host, false);
    }
}
