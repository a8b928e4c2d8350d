package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.OwnNetwork;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.Network;

/** Networks that the portal makes on one host. They are told by their UUID: others, whatever their name, are not touched. */
final class OwnNetworks {
    private final Connections connections;

    OwnNetworks(Connections connections) {
        this.connections = connections;
    }

    void ensure(OwnNetwork wanted) {
        connections.change("make a network", connect -> {
            if (Lookup.networkIfAny(connect, wanted.id(), OwnNetworks::ready).isEmpty()) {
                refuseIfTaken(connect, wanted);
                make(connect, wanted);
            }
            return true;
        });
    }

    void remove(UUID id) {
        connections.change(
                "remove a network",
                connect -> Lookup.networkIfAny(connect, id, network -> {
                    if (network.isActive() == 1) {
                        network.destroy();
                    }
                    if (network.isPersistent() == 1) {
                        network.undefine();
                    }
                    return true;
                }));
    }

    private static void refuseIfTaken(Connect connect, OwnNetwork wanted) throws LibvirtException {
        if (Lookup.networkIfAny(connect, wanted.name(), network -> true).isPresent()) {
            throw new HypervisorProblem(
                    Kind.IN_USE,
                    "The host has another network named " + wanted.name() + ", which Slipway did not make.",
                    wanted.toString(),
                    null);
        }
    }

    private static void make(Connect connect, OwnNetwork wanted) throws LibvirtException {
        var network = connect.networkDefineXML(xml(wanted));
        try {
            ready(network);
        } catch (LibvirtException e) {
            network.undefine();
            throw e;
        } finally {
            network.free();
        }
    }

    private static boolean ready(Network network) throws LibvirtException {
        if (network.isActive() == 0) {
            network.create();
        }
        if (!network.getAutostart()) {
            network.setAutostart(true);
        }
        return true;
    }

    static String xml(OwnNetwork network) {
        return Xml.write(xml -> xml.element("network", () -> {
            xml.text("name", network.name());
            xml.text("uuid", network.id().toString());
            if (network.nat()) {
                xml.empty("forward", with("mode", "nat"));
            }
            xml.empty("bridge", with("name", network.name(), "stp", "off", "delay", "0"));
            xml.element(
                    "ip",
                    with("address", network.address(), "prefix", String.valueOf(network.prefix())),
                    () -> xml.element(
                            "dhcp",
                            () -> xml.empty("range", with("start", network.dhcpFrom(), "end", network.dhcpTo()))));
        }));
    }
}
