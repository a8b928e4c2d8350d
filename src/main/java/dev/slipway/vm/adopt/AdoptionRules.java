package dev.slipway.vm.adopt;

import dev.slipway.host.NetworkSource;
import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainDescription.Disk;
import dev.slipway.network.NetworkView;
import dev.slipway.vm.adopt.UnknownDomainRows.Row;
import dev.slipway.vm.fleet.VolumeOwners.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a domain must be like to become a VM. What is not so is said in sentences that say what to do about it. */
@Component
class AdoptionRules {
    /**
     * What keeps it from being adopted, by whomever.
     *
     * @param all every domain of its host that is no VM
     * @param networks every network of Slipway
     */
    List<String> obstacles(Row domain, List<Row> all, Owners owners, List<NetworkView> networks) {
        var obstacles = new ArrayList<>(domain.description().obstacles());
        domain.ours()
                .ifPresent(name -> obstacles.add("It has the UUID of VM " + name
                        + ", which has its place on another host or none. Remove one of the two: virsh undefine here, or"
                        + " delete that VM."));
        var found = domain.description();
        if (found.disks().isEmpty()) {
            obstacles.add("It has no disk, and every VM has one. Attach one first: virsh attach-disk --config.");
        }
        found.disks().forEach(disk -> whyNot(disk, domain, all, owners).ifPresent(obstacles::add));
        if (found.nics().isEmpty()) {
            obstacles.add(
                    "It has no network card, and every VM has one. Attach one to a network of Slipway first: virsh"
                            + " attach-interface --config.");
        }
        for (var nic : found.nics()) {
            if (network(nic, networks).isEmpty()) {
                obstacles.add("Its network card " + nic.mac() + " is on " + nic.source()
                        + ", which is no network of Slipway. Register that first, under Networks.");
            }
        }
        return List.copyOf(obstacles);
    }

    private static Optional<String> whyNot(Disk disk, Row domain, List<Row> all, Owners owners) {
        if (disk.volume().isEmpty()) {
            return Optional.of("Its disk " + disk.target() + " (" + disk.path()
                    + ") is in no storage pool of its host that is started. Make one of its directory, or start it.");
        }
        var owner = disk.volume().flatMap(owners::of);
        if (owner.isPresent()) {
            return Optional.of(
                    "Its disk " + disk.target() + " belongs to " + owner.get().words() + " already.");
        }
        return all.stream()
                .filter(other -> !other.id().equals(domain.id()))
                .filter(other -> other.description().disks().stream()
                        .anyMatch(d -> d.path().equals(disk.path())))
                .findFirst()
                .map(other -> "Its disk " + disk.target() + " is also that of "
                        + other.seen().name() + ". Give each its own first.");
    }

    static Optional<NetworkView> network(DomainDescription.Nic nic, List<NetworkView> networks) {
        return nic.kind()
                .flatMap(kind -> networks.stream()
                        .filter(n -> n.onHosts().equals(new NetworkSource(kind, nic.source())))
                        .findFirst());
    }
}
