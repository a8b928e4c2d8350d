package dev.slipway.vm.outside;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.placement.ObservedPlaces;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows a VM that somebody has moved to another of our hosts: its place and its host are where it is seen. Only once
 * the host where it was has said that it is not there, since nobody knows what runs on one that is silent.
 */
@Component
public class MovedOutside {
    private static final Actor ACTOR = Actor.system("vm-reconciler");

    private final JdbcClient jdbc;
    private final VmStore store;
    private final PowerRows power;
    private final ObservedPlaces places;
    private final VmCharges charges;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    MovedOutside(
            JdbcClient jdbc,
            VmStore store,
            PowerRows power,
            ObservedPlaces places,
            VmCharges charges,
            Changes changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.store = store;
        this.power = power;
        this.places = places;
        this.charges = charges;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
    }

    /** @return those that have no place there still */
    public List<DomainObservation> follow(HostSeen seen, List<DomainObservation> strangers) {
        var ours = ours(strangers);
        return strangers.stream()
                .filter(d -> !ours.contains(d.domain())
                        || !Boolean.TRUE.equals(transaction.execute(status -> follow(seen, d))))
                .toList();
    }

    public boolean noneIsOurs(List<DomainObservation> strangers) {
        return ours(strangers).isEmpty();
    }

    private Set<UUID> ours(List<DomainObservation> strangers) {
        return strangers.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select id from vm where id in (:ids)")
                        .param(
                                "ids",
                                strangers.stream()
                                        .map(DomainObservation::domain)
                                        .toList())
                        .query((row, n) -> uuid(row, "id"))
                        .list());
    }

    private boolean follow(HostSeen seen, DomainObservation domain) {
        var at = seen.at().truncatedTo(ChronoUnit.MICROS);
        var vm = store.lock(new VmId(domain.domain())).filter(v -> isGoneFromWhereItWas(v, at));
        vm.ifPresent(v -> follow(v, seen.host(), domain, at));
        return vm.isPresent();
    }

    private static boolean isGoneFromWhereItWas(VmRow vm, Instant at) {
        return vm.lifecycle().isWhole()
                && vm.underWay().isEmpty()
                && vm.power().silentSince().isEmpty()
                && vm.power().observed() == ObservedPower.MISSING
                && vm.power().at().isBefore(at);
    }

    private void follow(VmRow vm, HostId host, DomainObservation domain, Instant at) {
        var words = "Moved to another host outside Slipway (" + UtcWords.on(at) + ").";
        var now = ObservedPower.of(Optional.of(domain));
        store.place(vm.id(), host);
        power.observed(vm.id(), now, at, Optional.of(words));
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        events.publishEvent(ACTOR.did(
                "vm.moved-outside", "vm", vm.id().value(), vm.name(), vm.owner().project(), words));
        places.hold(vm.id(), vm.held(), host, "It was moved there outside Slipway.");
        charges.follow(vm, now);
    }
}
