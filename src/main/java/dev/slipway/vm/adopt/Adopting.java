package dev.slipway.vm.adopt;

import dev.slipway.hypervisor.DomainDescription.Disk;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.network.Networks;
import dev.slipway.placement.ObservedPlaces;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmName;
import dev.slipway.vm.adopt.AdoptedRows.Adopted;
import dev.slipway.vm.adopt.UnknownDomainRows.Row;
import dev.slipway.vm.owner.NewOwners;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The click on Adopt, in one transaction: a domain becomes a VM as it was last seen, with a place and with charges, or
 * nothing changes. Its host is not asked, and nothing is changed there.
 */
@Component
class Adopting {
    private final UnknownDomainReader domains;
    private final NewOwners people;
    private final Networks networks;
    private final AdoptedRows rows;
    private final ObservedPlaces places;
    private final Suspensions suspensions;
    private final Quotas quotas;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Adopting(
            UnknownDomainReader domains,
            NewOwners people,
            Networks networks,
            AdoptedRows rows,
            ObservedPlaces places,
            Suspensions suspensions,
            Quotas quotas,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.domains = domains;
        this.people = people;
        this.networks = networks;
        this.rows = rows;
        this.places = places;
        this.suspensions = suspensions;
        this.quotas = quotas;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** Quota rows are the busiest of all, so they are locked last. */
    VmId adopt(Adoption wish, Actor actor) {
        var name = new VmName(wish.name()).value();
        var domain = domains.lock(wish.host(), wish.domain());
        var owner = people.choose(wish.project(), wish.owner(), Optional.empty(), actor);
        suspensions.requireActive(owner.tenant());
        var obstacles = domains.obstacles(domain);
        if (!obstacles.isEmpty()) {
            throw new Conflict("not-adoptable", String.join(" ", obstacles));
        }
        var vm = new Adopted(
                new VmId(domain.id().value()),
                name,
                owner,
                domain.host(),
                resources(domain),
                ObservedPower.of(Optional.of(domain.seen())),
                domain.at(),
                clock.instant(),
                domain.description(),
                nics(domain, owner, actor));
        rows.insert(vm);
        changes.announce(Topic.VM, vm.id().value(), owner.project());
        changes.announce(Topic.HOST, domain.host().value(), null);
        events.publishEvent(actor.did("vm.adopt", "vm", vm.id().value(), name, owner.project(), words(vm)));
        places.hold(vm.id(), vm.resources(), vm.host(), "It was there when it was adopted.");
        quotas.charge(owner.quotaPath(), Map.of(VmCharges.allocated(vm.id()), Amounts.allocated(vm.resources())));
        if (vm.power().isOn()) {
            quotas.charge(owner.quotaPath(), Map.of(VmCharges.running(vm.id()), Amounts.running(vm.resources())));
        }
        return vm.id();
    }

    QuotaPreview quote(Adoption wish, Actor actor) {
        var domain = domains.require(wish.host(), wish.domain());
        var owner = people.choose(wish.project(), wish.owner(), Optional.empty(), actor);
        var cost = Amounts.allocated(resources(domain));
        var on = ObservedPower.of(Optional.of(domain.seen())).isOn();
        return quotas.preview(owner.quotaPath(), on ? cost.plus(Amounts.running(resources(domain))) : cost, actor);
    }

    /** By its own figures: a size is for what is made here. */
    private static Resources resources(Row domain) {
        var found = domain.description();
        return new Resources(
                found.vcpus(),
                found.memoryMib(),
                found.disks().stream().mapToLong(Disk::capacityMib).sum());
    }

    private List<VmRow.Nic> nics(Row domain, VmRow.Owner owner, Actor actor) {
        var usable = networks.usable(owner.scope(), actor);
        return domain.description().nics().stream()
                .map(nic -> AdoptionRules.network(nic, usable)
                        .map(network -> new VmRow.Nic(
                                nic.mac(),
                                network.id(),
                                network.name(),
                                network.onHosts().kind(),
                                network.onHosts().name(),
                                List.of()))
                        .orElseThrow(() -> new Conflict(
                                "network-not-there",
                                "Its network card is on " + nic.source()
                                        + ", and the network of that is not open to tenant " + owner.tenantName()
                                        + ". Open it to them first, under Networks.")))
                .toList();
    }

    private static String words(Adopted vm) {
        return "It was there before as " + vm.found().name() + ": "
                + vm.resources().vcpus() + " vCPU, " + vm.resources().memoryMib() + " MiB of memory, "
                + vm.resources().diskMib() + " MiB of disk.";
    }
}
