package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** The CD-ROM drives of one host's domains: on SATA, for which every installer has a driver. */
final class Drives {
    /** LIVE, CONFIG, and FORCE: also when the guest has locked the tray. */
    private static final int CHANGE = 1 | 2 | 4;

    private final Connections connections;

    Drives(Connections connections) {
        this.connections = connections;
    }

    /** The element for a definition. @param number counted from 0 @param turn when it is tried to start from, counted from 1 */
    static void write(Xml xml, int number, Optional<String> path, int turn) throws XMLStreamException {
        xml.element("disk", with("type", "file", "device", "cdrom"), () -> {
            xml.empty("driver", with("name", "qemu", "type", "raw"));
            if (path.isPresent()) {
                xml.empty("source", with("file", path.get()));
            }
            xml.empty("target", with("dev", target(number), "bus", "sata"))
                    .empty("readonly", with())
                    .empty("boot", with("order", String.valueOf(turn)));
        });
    }

    void change(UUID id, int number, Optional<VolumeRef> disc) {
        connections.change("change a VM's disc", connect -> {
            Optional<String> path = disc.isPresent() ? Optional.of(Lookup.path(connect, disc.get())) : Optional.empty();
            return Lookup.domain(connect, id, domain -> change(domain, id, number, path));
        });
    }

    private static boolean change(Domain domain, UUID id, int number, Optional<String> path) throws LibvirtException {
        if (domain.isActive() == 0) {
            throw new HypervisorProblem(
                    Kind.WRONG_POWER_STATE,
                    "The VM is off, so its discs are changed with its definition.",
                    "" + id,
                    null);
        }
        var drive = "/domain/devices/disk[@device='cdrom'][target/@dev='" + target(number) + "']";
        var live = XmlFacts.of(domain.getXMLDesc(0));
        if (live.count(drive) == 0) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "The VM was started before it had a drive for discs. Shut it down, and put the disc in before you start"
                            + " it again.",
                    "domain " + id + " has no " + target(number),
                    null);
        }
        // Of what runs only the disc can be changed.
        var turn = live.text(drive + "/boot/@order").map(Integer::parseInt).orElse(number + 2);
        domain.updateDeviceFlags(Xml.write(xml -> write(xml, number, path, turn)), CHANGE);
        return true;
    }

    private static String target(int number) {
        return "sd" + (char) ('a' + number);
    }
}
