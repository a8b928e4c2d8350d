package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainDescription.Disk;
import dev.slipway.hypervisor.DomainDescription.Drive;
import dev.slipway.hypervisor.DomainDescription.Nic;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads what a domain is made of out of its definition; of one that has none, out of what runs. */
final class Description {
    private static final int XML_INACTIVE = 2;
    private static final long KIB_PER_MIB = 1024;
    private static final Set<String> REMOVABLE = Set.of("cdrom", "floppy");

    private final Element devices;
    private final VolumesByPath volumes;

    private Description(Element devices, VolumesByPath volumes) {
        this.devices = devices;
        this.volumes = volumes;
    }

    static DomainDescription of(Connect connect, Domain domain) throws LibvirtException {
        var persistent = domain.isPersistent() == 1;
        var definition = domain.getXMLDesc(persistent ? XML_INACTIVE : 0);
        var xml = XmlFacts.of(definition);
        var devices = xml.element("/domain/devices");
        var parts = devices.map(d -> new Description(d, new VolumesByPath(connect)));
        return new DomainDescription(
                domain.getName(),
                Math.toIntExact(xml.number("/domain/vcpu")),
                (xml.number("/domain/memory") + KIB_PER_MIB - 1) / KIB_PER_MIB,
                firmware(xml),
                parts.isPresent() ? parts.get().disks() : List.of(),
                parts.map(Description::nics).orElse(List.of()),
                drives(persistent && domain.isActive() == 1 ? XmlFacts.of(domain.getXMLDesc(0)) : xml),
                Stream.concat(
                                persistent
                                        ? Stream.empty()
                                        : Stream.of("It has no definition, so it is gone when it stops. Define it:"
                                                + " virsh dumpxml NAME > NAME.xml; virsh define NAME.xml."),
                                parts.map(p -> p.obstacles(xml)).orElse(List.of()).stream())
                        .toList(),
                definition);
    }

    private static Firmware firmware(XmlFacts xml) {
        if (xml.element("/domain/os/firmware/feature[@name='secure-boot'][@enabled='yes']")
                .isPresent()) {
            return Firmware.SECURE_BOOT;
        }
        boolean efi = xml.element("/domain/os[@firmware='efi'] | /domain/os/loader[@type='pflash']")
                .isPresent();
        return efi ? Firmware.UEFI : Firmware.BIOS;
    }

    private List<Disk> disks() throws LibvirtException {
        var disks = new ArrayList<Disk>();
        for (var disk : all("disk")) {
            if (isWritten(disk)) {
                var path = source(disk);
                var volume = volumes.find(path);
                disks.add(new Disk(
                        attribute(disk, "target", "dev"),
                        path,
                        volume.map(VolumesByPath.Place::ref),
                        volume.map(VolumesByPath.Place::capacityMib).orElse(0L)));
            }
        }
        return disks;
    }

    /** Of what runs, if it does: what is in them changes meanwhile, and only there is it told that they are open. */
    private static List<Drive> drives(XmlFacts xml) {
        return xml.element("/domain/devices").stream()
                .flatMap(Description::children)
                .filter(e -> e.getNodeName().equals("disk")
                        && e.getAttribute("device").equals("cdrom"))
                .map(e -> new Drive(
                        attribute(e, "target", "dev"),
                        source(e),
                        attribute(e, "target", "tray").equals("open")))
                .sorted(Comparator.comparing(Drive::target))
                .toList();
    }

    private static boolean isWritten(Element disk) {
        return !REMOVABLE.contains(disk.getAttribute("device"))
                && child(disk, "readonly").isEmpty();
    }

    private static String source(Element disk) {
        var source = child(disk, "source");
        return Stream.of("file", "dev", "volume", "name")
                .flatMap(kind -> source.stream().map(s -> s.getAttribute(kind)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private List<Nic> nics() {
        return all("interface").stream()
                .map(nic -> {
                    var type = nic.getAttribute("type");
                    var kind = switch (type) {
                        case "bridge" -> Optional.of(NicKind.BRIDGE);
                        case "network" -> Optional.of(NicKind.LIBVIRT_NETWORK);
                        default -> Optional.<NicKind>empty();
                    };
                    var mac = attribute(nic, "mac", "address").toLowerCase(Locale.ROOT);
                    return new Nic(mac, kind, kind.isEmpty() ? type : attribute(nic, "source", type));
                })
                .toList();
    }

    private List<String> obstacles(XmlFacts xml) {
        var obstacles = new ArrayList<String>();
        if (!all("hostdev").isEmpty()) {
            obstacles.add("It has a device of its host (PCI, USB or SCSI) for itself. Detach it first.");
        }
        if (!all("filesystem").isEmpty()) {
            obstacles.add("It shares a directory of its host. Remove that from its definition first.");
        }
        if (xml.count("//*[@type='spice'] | //*[@type='spicevmc']") > 0) {
            obstacles.add("Its screen is SPICE, and Slipway shows VNC. Change it with virsh edit, and remove SPICE's"
                    + " channels, redirections and audio.");
        }
        if (xml.count("//*[starts-with(name(), 'qemu:')]") > 0) {
            obstacles.add("Its definition has arguments for QEMU itself. Remove them with virsh edit first.");
        }
        for (var disk : all("disk")) {
            if (isWritten(disk) && child(disk, "shareable").isPresent()) {
                obstacles.add("Its disk " + attribute(disk, "target", "dev") + " is shared with other domains.");
            }
        }
        return obstacles;
    }

    private List<Element> all(String name) {
        return children(devices).filter(e -> e.getNodeName().equals(name)).toList();
    }

    private static Optional<Element> child(Element of, String name) {
        return children(of).filter(e -> e.getNodeName().equals(name)).findFirst();
    }

    private static String attribute(Element of, String child, String attribute) {
        return child(of, child).map(e -> e.getAttribute(attribute)).orElse("");
    }

    private static Stream<Element> children(Element of) {
        var nodes = of.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
