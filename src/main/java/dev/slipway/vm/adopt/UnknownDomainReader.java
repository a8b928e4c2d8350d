package dev.slipway.vm.adopt;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.vm.adopt.UnknownDomainRows.Row;
import dev.slipway.vm.fleet.VolumeOwners;
import dev.slipway.vm.fleet.VolumeOwners.Owners;
import dev.slipway.vm.state.ObservedPower;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Domains that are no VMs, as they were last seen, with what keeps each from being adopted. Asks no host. */
@Component
class UnknownDomainReader {
    private static final Actor SYSTEM = Actor.system("unknown-domains");

    private final UnknownDomainRows rows;
    private final AdoptionRules rules;
    private final VolumeOwners owners;
    private final Networks networks;

    UnknownDomainReader(UnknownDomainRows rows, AdoptionRules rules, VolumeOwners owners, Networks networks) {
        this.rows = rows;
        this.rules = rules;
        this.owners = owners;
        this.networks = networks;
    }

    List<UnknownDomain> list(HostId host) {
        var all = rows.list(host);
        if (all.isEmpty()) {
            return List.of();
        }
        var owned = owners.on(host);
        var known = networks.list(SYSTEM);
        return all.stream().map(row -> view(row, all, owned, known)).toList();
    }

    Row require(HostId host, DomainId domain) {
        return rows.find(host, domain).orElseThrow(() -> NotFound.of("domain"));
    }

    /** Nobody else adopts it until the transaction ends. */
    Row lock(HostId host, DomainId domain) {
        return rows.lock(host, domain).orElseThrow(() -> NotFound.of("domain"));
    }

    List<String> obstacles(Row row) {
        return rules.obstacles(row, rows.list(row.host()), owners.on(row.host()), networks.list(SYSTEM));
    }

    private UnknownDomain view(Row row, List<Row> all, Owners owned, List<NetworkView> known) {
        var found = row.description();
        return new UnknownDomain(
                row.id(),
                found.name(),
                ObservedPower.of(Optional.of(row.seen())).status(),
                row.at(),
                found.vcpus(),
                found.memoryMib(),
                found.disks().stream()
                        .map(d -> new UnknownDomain.Disk(
                                d.target(), d.path(), d.volume().map(v -> v.pool()), d.capacityMib()))
                        .toList(),
                found.nics().stream()
                        .map(n -> new UnknownDomain.Nic(
                                n.mac(),
                                n.source(),
                                AdoptionRules.network(n, known).map(NetworkView::name)))
                        .toList(),
                row.ignored(),
                rules.obstacles(row, all, owned, known));
    }
}
