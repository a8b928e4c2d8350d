package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.OwnNetwork;
import dev.slipway.hypervisor.Wiring;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Bridges and networks of a simulated host: those that it came with, and those that the portal has made. */
final class Wires {
    private final Set<Source> came = new LinkedHashSet<>();
    private final Map<UUID, OwnNetwork> made = new LinkedHashMap<>();
    private final Set<String> macs = new LinkedHashSet<>();

    private record Source(NicKind kind, String name) {}

    synchronized void add(NicKind kind, String name) {
        came.add(new Source(kind, name));
    }

    synchronized void take(NicKind kind, String name) {
        came.remove(new Source(kind, name));
    }

    synchronized boolean has(NicKind kind, String name) {
        return came.contains(new Source(kind, name))
                || kind == NicKind.LIBVIRT_NETWORK
                        && made.values().stream().anyMatch(own -> own.name().equals(name));
    }

    synchronized void ensure(OwnNetwork network) {
        if (came.contains(new Source(NicKind.LIBVIRT_NETWORK, network.name()))) {
            throw Disks.problem(
                    Kind.IN_USE, "The host has another network named " + network.name() + ".", network.name());
        }
        made.put(network.id(), network);
    }

    synchronized void remove(UUID network) {
        made.remove(network);
    }

    synchronized List<OwnNetwork> made() {
        return List.copyOf(made.values());
    }

    synchronized void seen(String mac) {
        macs.add(mac);
    }

    synchronized Wiring wiring() {
        return new Wiring(all(), List.of("eth0", "eth1"), macs);
    }

    synchronized List<Wiring.Wire> all() {
        return Stream.concat(
                        came.stream().map(wire -> new Wiring.Wire(wire.kind(), wire.name(), "", true)),
                        made.values().stream()
                                .map(own -> new Wiring.Wire(
                                        NicKind.LIBVIRT_NETWORK, own.name(), own.nat() ? "NAT" : "isolated", true)))
                .sorted(Comparator.comparing(Wiring.Wire::name))
                .toList();
    }
}
