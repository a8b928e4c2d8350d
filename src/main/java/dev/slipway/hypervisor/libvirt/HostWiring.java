package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.Wiring;
import dev.slipway.hypervisor.Wiring.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** What guests can be plugged into. Remembers whose cards it has read: a definition is read once for each guest. */
final class HostWiring {
    private static final int LONGEST_ABOUT = 200;

    private final Map<String, Set<String>> foreign = new HashMap<>();

    /** One of its interfaces as libvirt describes it. */
    private record Card(String name, String type, List<String> ports, Optional<String> mac) {}

    synchronized Wiring look(Connect connect) throws LibvirtException {
        var cards = cards(connect);
        var macs = new HashSet<String>();
        cards.forEach(card -> card.mac().ifPresent(macs::add));
        foreignGuests(connect).forEach(macs::addAll);
        return new Wiring(
                networks(connect, cards),
                cards.stream()
                        .filter(card ->
                                !card.type().equals("bridge") && !card.name().equals("lo"))
                        .map(Card::name)
                        .toList(),
                macs);
    }

    static List<Wire> networks(Connect connect) throws LibvirtException {
        return networks(connect, cards(connect));
    }

    private static List<Wire> networks(Connect connect, List<Card> cards) throws LibvirtException {
        var networks = new ArrayList<Wire>();
        for (var card : cards) {
            if (card.type().equals("bridge")) {
                var ports =
                        card.ports().stream().filter(port -> !isGuests(port)).toList();
                // Without ports it counts as inactive, but is ready for its first guest.
                networks.add(new Wire(
                        NicKind.BRIDGE,
                        card.name(),
                        ports.isEmpty() ? "" : cut("with " + String.join(", ", ports)),
                        true));
            }
        }
        for (var name : Equipment.names(connect::listNetworks, connect::listDefinedNetworks)) {
            Lookup.networkIfAny(
                            connect,
                            name,
                            network -> wire(name, XmlFacts.of(network.getXMLDesc(0)), network.isActive() == 1))
                    .ifPresent(networks::add);
        }
        return networks;
    }

    private static Wire wire(String name, XmlFacts xml, boolean active) {
        var mode = switch (xml.text("/network/forward/@mode")
                .orElse(xml.element("/network/forward").isPresent() ? "nat" : "")) {
            case "" -> "isolated";
            case "nat" -> "NAT";
            case "open", "route" -> "routed";
            case "bridge" -> "bridged";
            case String other -> other;
        };
        var bridge = xml.text("/network/bridge/@name").map(b -> ", bridge " + b).orElse("");
        return new Wire(NicKind.LIBVIRT_NETWORK, name, cut(mode + bridge), active);
    }

    private static List<Card> cards(Connect connect) throws LibvirtException {
        var cards = new ArrayList<Card>();
        for (var name : Equipment.names(connect::listInterfaces, connect::listDefinedInterfaces)) {
            if (!isGuests(name)) {
                Lookup.cardIfAny(connect, name, nic -> XmlFacts.of(nic.getXMLDescription(0)))
                        .map(xml -> card(name, xml))
                        .ifPresent(cards::add);
            }
        }
        return cards;
    }

    private static Card card(String name, XmlFacts xml) {
        return new Card(
                name,
                xml.text("/interface/@type").orElse(""),
                xml.texts("/interface/bridge/interface/@name"),
                xml.text("/interface/mac/@address").map(mac -> mac.toLowerCase(Locale.ROOT)));
    }

    /** The host's ends of guests' cables, of which there may be very many. */
    private static boolean isGuests(String name) {
        return name.matches("(vnet|macvtap|tap)\\d+");
    }

    private Stream<Set<String>> foreignGuests(Connect connect) throws LibvirtException {
        var seen = new HashMap<String, Set<String>>();
        for (var domain : connect.listAllDomains(0)) {
            try {
                var id = domain.getUUIDString();
                var known = foreign.get(id);
                seen.put(id, known == null ? macs(domain.getXMLDesc(0)) : known);
            } catch (LibvirtException e) {
                // It has just gone.
                continue;
            } finally {
                domain.free();
            }
        }
        foreign.clear();
        foreign.putAll(seen);
        return seen.values().stream();
    }

    private static Set<String> macs(String xml) {
        if (xml.contains(DomainXml.NAMESPACE)) {
            return Set.of();
        }
        var macs = new HashSet<String>();
        XmlFacts.of(xml)
                .texts("/domain/devices/interface/mac/@address")
                .forEach(mac -> macs.add(mac.toLowerCase(Locale.ROOT)));
        return macs;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST_ABOUT, text.length()));
    }
}
