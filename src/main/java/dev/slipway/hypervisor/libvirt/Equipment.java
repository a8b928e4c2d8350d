package dev.slipway.hypervisor.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.slipway.hypervisor.HostEquipment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a host has for guests. What it does not tell counts as not there. */
final class Equipment {
    private static final Logger log = LoggerFactory.getLogger(Equipment.class);
    private static final long MIB = 1024 * 1024;

    private Equipment() {}

    interface Question<T> {
        T ask() throws LibvirtException;
    }

    static HostEquipment of(Connect connect) throws LibvirtException {
        var capabilities = XmlFacts.of(connect.getCapabilities());
        return new HostEquipment(
                capabilities.text("/capabilities/host/cpu/model").orElse(""),
                orElse(0L, connect::getFreeMemory) / MIB,
                pools(connect),
                HostWiring.networks(connect),
                orElse(false, () -> hasUefi(connect)));
    }

    private static List<HostEquipment.Pool> pools(Connect connect) throws LibvirtException {
        var pools = new ArrayList<HostEquipment.Pool>();
        for (var name : names(connect::listStoragePools, connect::listDefinedStoragePools)) {
            var seen = Lookup.poolIfAny(connect, name, pool -> {
                var xml = XmlFacts.of(pool.getXMLDesc(0));
                return new HostEquipment.Pool(
                        name,
                        xml.text("/pool/@type").orElse(""),
                        xml.text("/pool/target/path").orElse(""),
                        pool.isActive() == 1);
            });
            seen.ifPresent(pools::add);
        }
        return pools;
    }

    static List<String> names(Question<String[]> active, Question<String[]> others) {
        return Stream.of(active, others)
                .flatMap(question -> Stream.of(orElse(new String[0], question)))
                .sorted()
                .distinct()
                .toList();
    }

    private static boolean hasUefi(Connect connect) throws LibvirtException {
        var text = NativeLibvirt.LIBVIRT.virConnectGetDomainCapabilities(
                NativeHandles.of(connect), null, null, "q35", "qemu", 0);
        if (text == null) {
            NativeHandles.check(-1);
            return false;
        }
        try {
            return XmlFacts.of(text.getString(0))
                    .text("/domainCapabilities/os/enum[@name='firmware']/value[.='efi']")
                    .isPresent();
        } finally {
            Native.free(Pointer.nativeValue(text));
        }
    }

    private static <T> T orElse(T otherwise, Question<T> question) {
        try {
            return question.ask();
        } catch (LibvirtException e) {
            log.debug("A host does not tell: {}", e.getMessage());
            return otherwise;
        }
    }
}
