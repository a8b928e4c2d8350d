package dev.slipway.vm.lost;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.Operations;
import dev.slipway.placement.Placements;
import dev.slipway.vm.disk.LostDisks;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** VMs that are lost with a host that was given up: one at a time, each whole in the caller's transaction. */
@Component
class LostVms {
    private final VmStore store;
    private final VmHosts hosts;
    private final Remnants remnants;
    private final LostDisks disks;
    private final VmCharges charges;
    private final Placements placements;
    private final Operations operations;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    LostVms(
            VmStore store,
            VmHosts hosts,
            Remnants remnants,
            LostDisks disks,
            VmCharges charges,
            Placements placements,
            Operations operations,
            Changes changes,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.hosts = hosts;
        this.remnants = remnants;
        this.disks = disks;
        this.charges = charges;
        this.placements = placements;
        this.operations = operations;
        this.changes = changes;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<VmId> on(HostId host) {
        return jdbc.sql("select id from vm where host_id = ? order by id")
                .param(host.value())
                .query((row, n) -> new VmId(uuid(row, "id")))
                .list();
    }

    /**
     * Its record stays, with the reason; its room and its charges are free.
     *
     * @return false if something is still being done with it, or if the host answers again
     */
    boolean lose(VmId id, HostId host, Actor actor) {
        var found = store.lock(id);
        if (found.isEmpty()
                || operations.active(id.value()).isPresent()
                || !hosts.isGivenUp(host)
                || !store.lost(id, host, words())) {
            return false;
        }
        var vm = found.get();
        remnants.add(host, vm);
        changes.announce(Topic.VM, id.value(), vm.owner().project());
        events.publishEvent(
                actor.did("vm.lost", "vm", id.value(), vm.name(), vm.owner().project(), words()));
        var gone = disks.loseOf(id, actor);
        placements.release(id);
        charges.releaseAll(id, gone);
        return true;
    }

    private String words() {
        return "Its host did not come back and was given up (" + UtcWords.on(clock.instant())
                + "); its disk is gone with it. Its quota is given back.";
    }
}
