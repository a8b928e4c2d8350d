package dev.slipway.network;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a pool of a network may be. */
@Component
class PoolRules {
    private final NetworkTable networks;
    private final PoolTable table;

    PoolRules(NetworkTable networks, PoolTable table) {
        this.networks = networks;
        this.table = table;
    }

    /** Of what the portal makes itself, the subnet is known, as is the gateway; DHCP has the upper half. */
    AddressPlan planFor(NetworkView network, PoolDraft draft) {
        if (network.subnet().isEmpty()) {
            return draft.plan();
        }
        var made = MadeSubnet.parse(network.subnet().get());
        var room = made.forPools();
        if (!Cidr.parse(draft.cidr(), "cidr").equals(made.cidr())) {
            throw new InvalidRequest(
                    "made-subnet", "cidr", "The subnet of network " + network.name() + " is " + made.cidr() + ".");
        }
        var nat = network.kind() == NetworkKind.NAT;
        var host = made.host().toString();
        var filled = new PoolDraft(
                draft.cidr(),
                draft.gateway().or(() -> nat ? Optional.of(host) : Optional.empty()),
                draft.dns().isBlank() && nat ? host : draft.dns(),
                draft.ranges().isBlank() ? room.toString() : draft.ranges());
        var plan = filled.plan();
        for (var range : plan.ranges()) {
            if (!room.contains(range.first()) || !room.contains(range.last())) {
                throw new InvalidRequest(
                        "made-subnet",
                        "ranges",
                        "Pools of network " + network.name() + " are within " + room + ": " + host
                                + " is the host, and from " + made.dhcpFrom() + " on DHCP gives out.");
            }
        }
        return plan;
    }

    /** Two networks on one bridge are one to their guests. */
    void requireApart(NetworkView network, AddressPlan plan) {
        for (var neighbour : networks.lockOnSameWire(network)) {
            for (var pool : table.of(neighbour.id())) {
                if (pool.plan().subnet().overlaps(plan.subnet())) {
                    throw new Conflict(
                            "pools-overlap",
                            plan.subnet() + " overlaps with the pool "
                                    + pool.plan().subnet() + " of network "
                                    + neighbour.name()
                                    + (neighbour.id().equals(network.id())
                                            ? ". Change that one, or give another subnet."
                                            : ", which is on the same "
                                                    + network.onHosts().name() + ". Give another subnet."));
                }
            }
        }
    }

    /** Addresses that VMs have stay within. */
    void requireKept(PoolRow before, AddressPlan now, Set<IpAddress> taken) {
        if (!now.subnet().equals(before.plan().subnet())) {
            throw new InvalidRequest(
                    "pool-subnet",
                    "cidr",
                    "The subnet of a pool stays " + before.plan().subnet() + ". Add another pool instead.");
        }
        var left =
                taken.stream().filter(address -> !now.gives(address)).sorted().toList();
        if (!left.isEmpty()) {
            throw new Conflict(
                    "pool-in-use",
                    left.size() + (left.size() == 1 ? " address" : " addresses")
                            + " that VMs have would be left out, such as " + left.getFirst()
                            + ". Keep them in the ranges, or delete those VMs first.");
        }
    }

    static Conflict inUse(PoolRow pool) {
        return new Conflict(
                "pool-in-use",
                "VMs have " + pool.used() + (pool.used() == 1 ? " address" : " addresses") + " of "
                        + pool.plan().subnet()
                        + ". Delete them first; until then the pool's ranges can be made smaller.");
    }
}
