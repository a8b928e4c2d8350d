package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import java.util.UUID;

/** What libvirt is told of a snapshot: inside one disk, and of no other that the domain has. */
final class SnapshotXml {
    private SnapshotXml() {}

    static String write(UUID name, boolean withMemory, XmlFacts definition, String device) {
        return Xml.write(xml -> xml.element("domainsnapshot", () -> {
            xml.text("name", name.toString());
            xml.empty("memory", with("snapshot", withMemory ? "internal" : "no"));
            xml.element("disks", () -> {
                for (var each : definition.texts("/domain/devices/disk/target/@dev")) {
                    xml.empty("disk", with("name", each, "snapshot", each.equals(device) ? "internal" : "no"));
                }
            });
        }));
    }
}
