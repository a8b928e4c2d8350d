package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import java.util.Optional;

/** What libvirt is told of a backup: of one disk, and of no other that the domain has. */
final class BackupXml {
    private static final String DISKS = "/domain/devices/disk";

    private BackupXml() {}

    /** By which name the running domain has this file as a disk of its own; empty if it runs on another. */
    static Optional<String> device(XmlFacts live, String path) {
        return live.texts(DISKS + "/target/@dev").stream()
                .filter(device -> live.text(DISKS + "[target/@dev='" + device + "']/source/@file")
                        .equals(Optional.of(path)))
                .findFirst();
    }

    static String write(XmlFacts live, String device, String target) {
        return Xml.write(xml -> xml.element(
                "domainbackup",
                with("mode", "push"),
                () -> xml.element("disks", () -> {
                    for (var each : live.texts(DISKS + "/target/@dev")) {
                        if (!each.equals(device)) {
                            xml.empty("disk", with("name", each, "backup", "no"));
                        }
                    }
                    xml.element(
                            "disk",
                            with("name", device, "backup", "yes", "type", "file"),
                            () -> xml.empty("driver", with("type", "qcow2")).empty("target", with("file", target)));
                })));
    }
}
