package dev.slipway.vm.outside;

import dev.slipway.host.HostLost;
import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.identity.Actor;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.power.Restarts;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.PowerRows;
import dev.slipway.vm.work.PowerRows.Known;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the rows follow the hosts. Takes the whole inventory of a host, never a hint, and changes only what differs, one
 * short transaction a VM; a VM that a workflow is at is left to the workflow. Several nodes may do it at once: the row is
 * locked and compared again, and an inventory that is older than what is known says nothing. A host that is known to agree
 * with its rows is not compared with them again.
 */
@Component
class VmReconciler {
    private static final Logger log = LoggerFactory.getLogger(VmReconciler.class);
    private static final Actor ACTOR = Actor.system("vm-reconciler");

    private final VmStore store;
    private final PowerRows power;
    private final DriveRows drives;
    private final VmCharges charges;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final DefinitionWatch definitions;
    private final Agreements agreements;
    private final Restarts restarts;

    VmReconciler(
            VmStore store,
            PowerRows power,
            DriveRows drives,
            VmCharges charges,
            Changes changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            DefinitionWatch definitions,
            Agreements agreements,
            Restarts restarts) {
        this.store = store;
        this.power = power;
        this.drives = drives;
        this.charges = charges;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
        this.definitions = definitions;
        this.agreements = agreements;
        this.restarts = restarts;
    }

    @EventListener
    void on(HostSeen seen) {
        if (agreements.holds(seen) && definitions.isDone(seen.host())) {
            return;
        }
        var open = agreements.begin(seen);
        var at = seen.at().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, DomainObservation> domains = seen.domains().stream()
                .collect(Collectors.toMap(DomainObservation::domain, Function.identity(), (a, b) -> a));
        var all = power.onHost(seen.host());
        boolean same = true;
        for (var known : all) {
            var domain = Optional.ofNullable(domains.get(known.vm().value()));
            same &= known.isAs(ObservedPower.of(domain));
            try {
                follow(known, domain, at);
            } catch (RuntimeException e) {
                log.warn("VM {} could not be brought up to date; the next look at its host does it", known.vm(), e);
            }
        }
        definitions.look(seen, all);
        if (same) {
            agreements.conclude(
                    open, all.stream().map(known -> known.vm().value()).collect(Collectors.toSet()));
        }
    }

    /** Says nothing about what runs there, so everything stays as it was, charges included. */
    @EventListener
    void on(HostLost lost) {
        for (var known : power.onHost(lost.host())) {
            if (!known.silent()) {
                transaction.executeWithoutResult(status -> {
                    if (power.silent(known.vm(), lost.since())) {
                        changes.announce(Topic.VM, known.vm().value(), known.project());
                    }
                });
            }
        }
    }

    private void follow(Known known, Optional<DomainObservation> domain, Instant at) {
        if (known.silent()) {
            transaction.executeWithoutResult(status -> {
                if (power.heardAgain(known.vm(), at)) {
                    changes.announce(Topic.VM, known.vm().value(), known.project());
                }
            });
        }
        if (known.settled() && known.at().isBefore(at) && known.power() != ObservedPower.of(domain)) {
            transaction.executeWithoutResult(status -> change(known, domain, at));
        }
    }

    private void change(Known known, Optional<DomainObservation> domain, Instant at) {
        var found = store.lock(known.vm());
        if (found.isEmpty()) {
            return;
        }
        var vm = found.get();
        var before = vm.power().observed();
        var now = ObservedPower.of(domain);
        var settled = vm.lifecycle().isWhole() && vm.underWay().isEmpty();
        if (!settled || !vm.power().at().isBefore(at) || before == now) {
            return;
        }
        var outside = OutsideChange.of(vm, now, domain, at);
        power.observed(vm.id(), now, at, Optional.of(restarts.follow(vm, outside, at)));
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        events.publishEvent(ACTOR.did(
                outside.action(), "vm", vm.id().value(), vm.name(), vm.owner().project(), outside.sentence()));
        charges.follow(vm, now);
        if (outside.isOfItsGuest(vm)) {
            // Many an installer ends so; what is started next is what it has installed.
            drives.restarted(vm.id());
        }
        log.info("VM {} was {} and is {} by no doing of ours", vm.id(), before, now);
    }
}
