package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostFacts;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** What a host is and has. */
final class HostDescription {
    private static final long KIB_PER_MIB = 1024;

    private HostDescription() {}

    static HostFacts facts(Connect connect, HostUri uri) throws LibvirtException {
        var capabilities = XmlFacts.of(connect.getCapabilities());
        var node = connect.nodeInfo();
        return new HostFacts(
                // libvirt's make-believe host has no UUID: one made from its address is as good.
                capabilities
                        .text("/capabilities/host/uuid")
                        .map(UUID::fromString)
                        .orElseGet(() -> UUID.nameUUIDFromBytes(uri.text().getBytes(StandardCharsets.UTF_8))),
                connect.getHostName(),
                connect.getType() + " " + version(connect.getVersion()) + ", libvirt "
                        + version(connect.getLibVirVersion()),
                capabilities.text("/capabilities/host/cpu/arch").orElse("unknown"),
                node.cpus,
                node.memory / KIB_PER_MIB);
    }

    /** libvirt packs 7.2.22 into 7002022. */
    static String version(long packed) {
        return String.format(Locale.ROOT, "%d.%d.%d", packed / 1_000_000, packed / 1_000 % 1_000, packed % 1_000);
    }

    static boolean hasNetwork(Connect connect, NicKind kind, String source) throws LibvirtException {
        try {
            return switch (kind) {
                case LIBVIRT_NETWORK -> hasActiveNetwork(connect, source);
                case BRIDGE -> hasBridge(connect, source);
            };
        } catch (LibvirtException e) {
            return switch (LibvirtErrors.code(e)) {
                case VIR_ERR_NO_NETWORK, VIR_ERR_NO_INTERFACE -> false;
                default -> throw e;
            };
        }
    }

    private static boolean hasActiveNetwork(Connect connect, String name) throws LibvirtException {
        var network = connect.networkLookupByName(name);
        try {
            return network.isActive() == 1;
        } finally {
            network.free();
        }
    }

    /** A bridge without ports counts as inactive, but is ready for its first guest. */
    private static boolean hasBridge(Connect connect, String name) throws LibvirtException {
        var nic = connect.interfaceLookupByName(name);
        try {
            return XmlFacts.of(nic.getXMLDescription(0))
                    .text("/interface/@type")
                    .filter("bridge"::equals)
                    .isPresent();
        } finally {
            nic.free();
        }
    }
}
