package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.DomainSpec.Filter;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * What guests may send, in the words of libvirt's network filters. Slipway has its own instead of libvirt's
 * {@code clean-traffic}: that one stops IPv6, and is a package of its own which hosts may lack. Only what leaves a guest is
 * looked at. The numbers are the order of the rules.
 */
final class FilterXml {
    /** Frames and ARP in its own hardware address's name only; no DHCP server, no router of IPv6. */
    static final String MAC = "slipway-mac";

    static final String IPV4 = "slipway-ipv4";
    static final String IPV6 = "slipway-ipv6";

    private static final String MAC_ID = "5119aa00-6d61-4c00-8000-000000000001";
    private static final String IPV4_ID = "5119aa00-6970-4c00-8000-000000000004";
    private static final String IPV6_ID = "5119aa00-6970-4c00-8000-000000000006";

    private FilterXml() {}

    record Definition(String name, String id, String xml) {}

    /** In the order in which they have to be defined. */
    static List<Definition> all() {
        return List.of(
                definition(MAC, MAC_ID, xml -> {
                    drop(xml, "-800", "mac", "match", "no", "srcmacaddr", "$MAC");
                    drop(xml, "-790", "arp", "match", "no", "arpsrcmacaddr", "$MAC");
                    drop(xml, "-780", "ip", "protocol", "udp", "srcportstart", "67", "srcportend", "67");
                    drop(xml, "-770", "ipv6", "protocol", "udp", "srcportstart", "547", "srcportend", "547");
                    drop(xml, "-760", "ipv6", "protocol", "icmpv6", "type", "134");
                }),
                definition(IPV4, IPV4_ID, xml -> {
                    drop(xml, "-700", "ip", "match", "no", "srcipaddr", "$IP");
                    drop(xml, "-690", "arp", "match", "no", "arpsrcipaddr", "$IP");
                }),
                definition(IPV6, IPV6_ID, xml -> {
                    // How neighbours find each other.
                    rule(xml, "accept", "-680", "ipv6", "srcipaddr", "fe80::", "srcipmask", "10");
                    rule(xml, "accept", "-670", "ipv6", "srcipaddr", "::", "srcipmask", "128");
                    drop(xml, "-660", "ipv6", "match", "no", "srcipaddr", "$IPV6");
                }));
    }

    /** What a guest's card is held to, by its hardware address and one address of each family at most. */
    static void reference(Xml xml, Filter filter) throws XMLStreamException {
        var v4 = filter.addresses().stream()
                .filter(address -> !address.contains(":"))
                .toList();
        var v6 = filter.addresses().stream()
                .filter(address -> address.contains(":"))
                .toList();
        var attributes = with("filter", name(!v4.isEmpty(), !v6.isEmpty()));
        if (filter.addresses().isEmpty()) {
            xml.empty("filterref", attributes);
            return;
        }
        xml.element("filterref", attributes, () -> {
            for (var address : v4) {
                xml.empty("parameter", with("name", "IP", "value", address));
            }
            for (var address : v6) {
                xml.empty("parameter", with("name", "IPV6", "value", address));
            }
        });
    }

    /** A card refers to one filter only, so each combination is one. */
    static List<Definition> combined() {
        return List.of(
                together(name(false, false), "5119aa00-0000-4c00-8000-000000000000", MAC),
                together(name(true, false), "5119aa00-0000-4c00-8000-000000000004", MAC, IPV4),
                together(name(false, true), "5119aa00-0000-4c00-8000-000000000006", MAC, IPV6),
                together(name(true, true), "5119aa00-0000-4c00-8000-000000000046", MAC, IPV4, IPV6));
    }

    private static String name(boolean ipv4, boolean ipv6) {
        return "slipway-guest" + (ipv4 ? "-4" : "") + (ipv6 ? "-6" : "");
    }

    private static Definition together(String name, String id, String... parts) {
        return definition(name, id, xml -> {
            for (var part : parts) {
                xml.empty("filterref", with("filter", part));
            }
        });
    }

    private static Definition definition(String name, String id, Xml.Document rules) {
        return new Definition(
                name,
                id,
                Xml.write(xml -> xml.element("filter", with("name", name, "chain", "root"), () -> {
                    xml.text("uuid", id);
                    rules.write(xml);
                })));
    }

    private static void drop(Xml xml, String priority, String protocol, String... match) throws XMLStreamException {
        rule(xml, "drop", priority, protocol, match);
    }

    private static void rule(Xml xml, String action, String priority, String protocol, String... match)
            throws XMLStreamException {
        xml.element(
                "rule",
                with("action", action, "direction", "out", "priority", priority),
                () -> xml.empty(protocol, with(match)));
    }
}
