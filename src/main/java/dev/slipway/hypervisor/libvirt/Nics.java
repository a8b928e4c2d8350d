package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.libvirt.HotPlug.Device;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.w3c.dom.Element;

/** The network cards of one host's domains, found by their hardware addresses. */
final class Nics {
    private static final String LINK = "link";
    private static final String STATE = "state";
    private static final String DOWN = "down";

    private final Connections connections;
    private final HotPlug plugs;

    Nics(Connections connections) {
        this.connections = connections;
        plugs = new HotPlug(connections);
    }

    /** The element for a definition. */
    static void write(Xml xml, NicSpec nic) throws XMLStreamException {
        var type = switch (nic.kind()) {
            case BRIDGE -> "bridge";
            case LIBVIRT_NETWORK -> "network";
        };
        xml.element("interface", with("type", type), () -> {
            xml.empty("mac", with("address", nic.mac()))
                    .empty("source", with(type, nic.source()))
                    .empty("model", with("type", "virtio"));
            if (nic.filter().isPresent()) {
                FilterXml.reference(xml, nic.filter().get());
            }
            if (!nic.linked()) {
                xml.empty(LINK, with(STATE, DOWN));
            }
        });
    }

    private static boolean isLinked(Element nic) {
        var links = nic.getElementsByTagName(LINK);
        return links.getLength() == 0
                || !((Element) links.item(0)).getAttribute(STATE).equals(DOWN);
    }

    void attach(UUID id, NicSpec nic) {
        connections.change("attach a network card to a VM", connect -> {
            // libvirt's make-believe host has no filters.
            var made = connections.uri().isTest() ? nic.unfiltered() : nic;
            if (made.filter().isPresent()) {
                Filters.ensure(connect);
            }
            return plugs.plug(connect, id, device(nic.mac()), Xml.write(out -> write(out, made)));
        });
    }

    void detach(UUID id, String mac) {
        plugs.unplug(id, device(mac));
    }

    void setLink(UUID id, String mac, boolean up) {
        var nic = device(mac);
        connections.change(
                "plug a VM's network cable",
                connect -> Lookup.domain(connect, id, domain -> {
                    var defined = HotPlug.defined(domain, nic)
                            .orElseThrow(() -> new HypervisorProblem(
                                    Kind.REFUSED,
                                    "The VM has no such network card on its host. Start it anew, and try again.",
                                    "domain " + id + " has no " + mac,
                                    null));
                    var live = HotPlug.live(domain, nic);
                    if (live.isPresent() && isLinked(live.get()) != up) {
                        domain.updateDeviceFlags(linked(live.get(), up), HotPlug.LIVE);
                    }
                    if (isLinked(defined) != up) {
                        domain.updateDeviceFlags(linked(defined, up), HotPlug.CONFIG);
                    }
                    return true;
                }));
    }

    /** The element as the host has it, with its cable in or out; everything else must stay. */
    private static String linked(Element nic, boolean up) {
        var links = nic.getElementsByTagName(LINK);
        var link = links.getLength() > 0
                ? (Element) links.item(0)
                : (Element) nic.appendChild(nic.getOwnerDocument().createElement(LINK));
        link.setAttribute(STATE, up ? "up" : DOWN);
        return XmlFacts.write(nic);
    }

    private static Device device(String mac) {
        return new Device(
                "network card",
                "/domain/devices/interface[mac/@address='" + mac + "']",
                "The guest does not let go of the network card. Try again once it has started, or shut the VM down: the card"
                        + " is removed at once then.");
    }
}
