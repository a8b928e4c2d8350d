package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.VolumeRef;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * A VM's definition in libvirt's words: a q35 machine with paravirtual devices, whose screen is on its host's loopback
 * and locked until somebody is let in.
 */
final class DomainXml {
    static final String NAMESPACE = "https://slipway.dev/ns/vm/1";

    /** Room for devices plugged in while it runs. */
    private static final int SPARE_PORTS = 4;
    /** On PCIe besides disks and network cards: USB, serial channels, balloon, random numbers. */
    private static final int FIXED_DEVICES = 4;

    private static final int LONGEST_TITLE = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+|[\\u2028\\u2029]+");

    private final Xml xml;
    private final DomainSpec spec;
    private final Map<VolumeRef, String> paths;
    private final Optional<String> log;

    private DomainXml(Xml xml, DomainSpec spec, Map<VolumeRef, String> paths, Optional<String> log) {
        this.xml = xml;
        this.spec = spec;
        this.paths = paths;
        this.log = log;
    }

    /**
     * @param paths of all its {@link DomainSpec#volumes}, on the host
     * @param log where its host keeps what it says on its serial line
     * @param madeUp for libvirt's make-believe host, which knows a domain type of its own only
     */
    static String write(DomainSpec spec, Map<VolumeRef, String> paths, Optional<String> log, boolean madeUp) {
        return Xml.write(xml -> new DomainXml(xml, spec, paths, log).domain(madeUp));
    }

    private void domain(boolean madeUp) throws XMLStreamException {
        var type = madeUp
                ? "test"
                : switch (spec.acceleration()) {
                    case KVM -> "kvm";
                    case EMULATED -> "qemu";
                };
        xml.element("domain", with("type", type), () -> {
            xml.text("name", spec.name());
            xml.text("uuid", spec.vm().toString());
            xml.text("title", title());
            xml.element(
                    "metadata",
                    () -> xml.emptyIn(
                            NAMESPACE, "slipway", "vm", with("id", spec.vm().toString())));
            xml.text("memory", with("unit", "MiB"), String.valueOf(spec.memoryMib()));
            xml.text("vcpu", with("placement", "static"), String.valueOf(spec.vcpus()));
            os();
            xml.element("features", this::features);
            cpu();
            clock();
            xml.text("on_poweroff", "destroy");
            xml.text("on_reboot", "restart");
            xml.text("on_crash", "destroy");
            xml.element("devices", this::devices);
        });
    }

    /** One line: libvirt refuses more. */
    private String title() {
        var title = CONTROL.matcher(Xml.clean(spec.title())).replaceAll(" ").strip();
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE));
    }

    /** Only in system management mode are the keys out of the guest's reach. */
    private void features() throws XMLStreamException {
        xml.empty("acpi", with()).empty("apic", with());
        if (spec.firmware() == Firmware.SECURE_BOOT) {
            xml.empty("smm", with("state", "on"));
        }
    }

    /** UEFI is asked for by its features; the host's libvirt then picks the firmware files it has. */
    private void os() throws XMLStreamException {
        switch (spec.firmware()) {
            case BIOS -> xml.element("os", this::machine);
            case UEFI -> efi("no");
            case SECURE_BOOT -> efi("yes");
        }
    }

    private void efi(String secure) throws XMLStreamException {
        xml.element("os", with("firmware", "efi"), () -> {
            machine();
            xml.element(
                    "firmware",
                    () -> xml.empty("feature", with("enabled", secure, "name", "enrolled-keys"))
                            .empty("feature", with("enabled", secure, "name", "secure-boot")));
        });
    }

    private void machine() throws XMLStreamException {
        xml.text("type", with("arch", "x86_64", "machine", "q35"), "hvm");
    }

    /** Emulation offers whatever it can; asking it to check a model against the host would fail. */
    private void cpu() throws XMLStreamException {
        var attributes = switch (spec.acceleration()) {
            case KVM -> with("mode", "host-model", "check", "partial");
            case EMULATED -> with("mode", "maximum", "check", "none");
        };
        xml.element(
                "cpu",
                attributes,
                () -> xml.empty(
                        "topology", with("sockets", "1", "cores", String.valueOf(spec.vcpus()), "threads", "1")));
    }

    private void clock() throws XMLStreamException {
        xml.element("clock", with("offset", "utc"), () -> {
            xml.empty("timer", with("name", "rtc", "tickpolicy", "catchup"));
            if (spec.acceleration() == Acceleration.KVM) {
                xml.empty("timer", with("name", "pit", "tickpolicy", "delay"));
            }
            xml.empty("timer", with("name", "hpet", "present", "no"));
        });
    }

    private void devices() throws XMLStreamException {
        disk(path(spec.disk()));
        if (spec.seed().isPresent()) {
            seed(path(spec.seed().get()));
        }
        for (var data : spec.data()) {
            DataDisks.write(xml, data, path(data.volume()));
        }
        for (var i = 0; i < spec.drives().size(); i++) {
            Drives.write(xml, i, spec.drives().get(i).map(this::path), i + (spec.discsFirst() ? 1 : 2));
        }
        var disks = 1 + spec.data().size() + (spec.seed().isPresent() ? 1 : 0);
        ports(disks + spec.nics().size() + FIXED_DEVICES + SPARE_PORTS);
        xml.empty("controller", with("type", "usb", "model", "qemu-xhci"));
        for (var nic : spec.nics()) {
            Nics.write(xml, nic);
        }
        SerialLines.write(xml, log);
        xml.element(
                "channel",
                with("type", "unix"),
                () -> xml.empty("target", with("type", "virtio", "name", "org.qemu.guest_agent.0")));
        xml.empty("input", with("type", "tablet", "bus", "usb"));
        Screen.write(xml);
        xml.element("video", () -> xml.empty("model", with("type", "vga")));
        xml.element("memballoon", with("model", "virtio"), () -> xml.empty("stats", with("period", "10")));
        xml.element("rng", with("model", "virtio"), () -> xml.text("backend", with("model", "random"), "/dev/urandom"));
    }

    private String path(VolumeRef volume) {
        return Objects.requireNonNull(paths.get(volume), volume::toString);
    }

    private void disk(String path) throws XMLStreamException {
        xml.element(
                "disk",
                with("type", "file", "device", "disk"),
                () -> xml.empty("driver", with("name", "qemu", "type", "qcow2", "discard", "unmap"))
                        .empty("source", with("file", path))
                        .empty("target", with("dev", "vda", "bus", "virtio"))
                        .empty(
                                "boot",
                                with(
                                        "order",
                                        String.valueOf(
                                                spec.discsFirst()
                                                        ? spec.drives().size() + 1
                                                        : 1))));
    }

    /** On virtio, because cloud kernels lack the driver for a CD-ROM here and would silently miss it. */
    private void seed(String path) throws XMLStreamException {
        xml.element(
                "disk",
                with("type", "file", "device", "disk"),
                () -> xml.empty("driver", with("name", "qemu", "type", "raw"))
                        .empty("source", with("file", path))
                        .empty("target", with("dev", "vdb", "bus", "virtio"))
                        .empty("readonly", with()));
    }

    private void ports(int count) throws XMLStreamException {
        xml.empty("controller", with("type", "pci", "index", "0", "model", "pcie-root"));
        for (var i = 1; i <= count; i++) {
            xml.empty("controller", with("type", "pci", "index", String.valueOf(i), "model", "pcie-root-port"));
        }
    }
}
