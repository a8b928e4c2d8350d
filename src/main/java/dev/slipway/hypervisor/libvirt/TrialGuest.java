package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.DomainSpec.Filter;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;

/**
 * Starts a tiny guest, paused and without a disk, and ends it: whoever may do that may run VMs. It is defined nowhere, so
 * that nothing of it stays when the portal is killed meanwhile.
 */
final class TrialGuest {
    /** It dies with the connection, if the portal does. */
    private static final int PAUSED_AND_AUTODESTROY = 1 | 2;

    private final Connections connections;
    private final Optional<Filter> filter;
    private final UUID id = UUID.randomUUID();

    TrialGuest(Connections connections) {
        this(connections, Optional.empty());
    }

    /** With a card that leads nowhere and is held to this. */
    TrialGuest(Connections connections, Filter filter) {
        this(connections, Optional.of(filter));
    }

    private TrialGuest(Connections connections, Optional<Filter> filter) {
        this.connections = connections;
        this.filter = filter;
    }

    void run() {
        var isTest = connections.uri().isTest();
        connections.change("try a guest", connect -> {
            var domain = connect.domainCreateXML(xml(isTest), isTest ? 0 : PAUSED_AND_AUTODESTROY);
            try {
                domain.destroy();
                return true;
            } finally {
                domain.free();
            }
        });
    }

    private String xml(boolean isTest) {
        return Xml.write(xml -> xml.element("domain", with("type", isTest ? "test" : "qemu"), () -> {
            xml.text("name", "slipway-trial-" + id);
            xml.text("uuid", id.toString());
            xml.text("memory", with("unit", "MiB"), "16");
            xml.text("vcpu", "1");
            xml.element("os", () -> xml.text("type", with("arch", "x86_64", "machine", "q35"), "hvm"));
            if (filter.isPresent()) {
                xml.element("devices", () -> card(xml, filter.get()));
            }
        }));
    }

    private static void card(Xml xml, Filter filter) throws XMLStreamException {
        xml.element("interface", with("type", "ethernet"), () -> {
            xml.empty("mac", with("address", "52:54:00:00:00:00")).empty("model", with("type", "virtio"));
            FilterXml.reference(xml, filter);
        });
    }
}
