package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.HostSerial;
import dev.slipway.hypervisor.SerialOutput;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/**
 * Serial lines of one host's domains. What a guest says is written to a file in the directory of its disk, which is read as
 * a volume like any other, so that nobody needs to be on the host.
 */
final class SerialLines {
    private static final int XML_INACTIVE = 2;
    /** What a host's own log daemon may have put aside when a file grew: the file's name and a number. */
    private static final int MOST_PUT_ASIDE = 9;

    private static final Pattern OURS = Pattern.compile("vm-[0-9a-f-]{36}-serial\\.log");

    private static final String LOGS = "/domain/devices/*[self::serial or self::console]/log[@file]";

    private final Connections connections;

    SerialLines(Connections connections) {
        this.connections = connections;
    }

    /** Device and console. @param log absolute, on the host; empty if nothing is to be kept */
    static void write(Xml xml, Optional<String> log) throws XMLStreamException {
        xml.element("serial", with("type", "pty"), () -> {
            if (log.isPresent()) {
                xml.empty("log", with("file", log.get(), "append", "on"));
            }
            xml.empty("target", with("port", "0"));
        });
        xml.element("console", with("type", "pty"), () -> {
            if (log.isPresent()) {
                xml.empty("log", with("file", log.get(), "append", "on"));
            }
            xml.empty("target", with("type", "serial", "port", "0"));
        });
    }

    /** What it says is kept beside its disks where it goes. @param paths of its disks, where those differ */
    static void moved(XmlFacts facts, Map<String, String> paths) {
        for (var file : Set.copyOf(facts.texts(LOGS + "/@file"))) {
            paths.entrySet().stream()
                    .filter(disk -> directory(disk.getKey()).equals(directory(file)))
                    .findFirst()
                    .ifPresent(disk -> facts.replace(
                            LOGS, "file", file, directory(disk.getValue()) + file.substring(file.lastIndexOf('/'))));
        }
    }

    private static String directory(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }

    /** Makes sure that there is a file for it; empty if the pool holds no files. */
    static Optional<String> prepare(Connect connect, UUID domain, String pool) throws LibvirtException {
        return Lookup.pool(connect, pool, handle -> {
            if (!holdsFiles(handle)) {
                return Optional.empty();
            }
            var name = HostSerial.volumeName(domain);
            if (Lookup.volumeIfAny(handle, name, volume -> true).isEmpty()) {
                try {
                    handle.storageVolCreateXML(StorageXml.raw(name, 1), 0).free();
                } catch (LibvirtException e) {
                    if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_STORAGE_VOL_EXIST)) {
                        throw e;
                    }
                }
            }
            return Optional.of(Lookup.volume(handle, name, StorageVol::getPath));
        });
    }

    private static boolean holdsFiles(StoragePool pool) throws LibvirtException {
        return XmlFacts.of(pool.getXMLDesc(0))
                .element("/pool[@type='dir' or @type='fs' or @type='netfs']")
                .isPresent();
    }

    /** As what runs has it, else as it will be started; only a file of that very domain's. */
    private static Optional<String> log(Domain domain, UUID id, int flags) throws LibvirtException {
        return XmlFacts.of(domain.getXMLDesc(flags))
                .text("/domain/devices/serial/log/@file")
                .filter(file -> file.endsWith("/" + HostSerial.volumeName(id)));
    }

    Optional<SerialOutput> read(UUID id, long from, int most) {
        return connections.change("read what a VM has said on its serial line", connect -> {
            var file = Lookup.domainIfAny(connect, id, domain -> log(domain, id, 0))
                    .flatMap(it -> it);
            return file.isEmpty() ? Optional.empty() : Optional.of(read(connect, file.get(), from, most));
        });
    }

    /** Nothing is there yet of what was just started on a host that it has come to. */
    private static SerialOutput read(Connect connect, String file, long from, int most) throws LibvirtException {
        var place = new VolumesByPath(connect).find(file).map(VolumesByPath.Place::ref);
        return place.isEmpty()
                ? SerialOutput.NONE
                : Lookup.pool(
                        connect,
                        place.get().pool(),
                        pool -> Lookup.volume(
                                pool, place.get().name(), volume -> new SerialFile(connect, volume).read(from, most)));
    }

    void bound(long most, int leave) {
        connections.change("look how much VMs have said on their serial lines", connect -> {
            for (var name : connect.listStoragePools()) {
                Lookup.poolIfAny(connect, name, pool -> holdsFiles(pool) && bound(connect, pool, most, leave));
            }
            return true;
        });
    }

    private static boolean bound(Connect connect, StoragePool pool, long most, int leave) throws LibvirtException {
        for (var name : pool.listVolumes()) {
            if (OURS.matcher(name).matches()) {
                Lookup.volumeIfAny(pool, name, volume -> {
                    var file = new SerialFile(connect, volume);
                    if (file.size() > most) {
                        file.cut(leave);
                    }
                    return true;
                });
            }
        }
        return true;
    }

    /** Before it is undefined. @return its file, to be removed after that */
    static Optional<String> of(Domain domain, UUID id) throws LibvirtException {
        return log(domain, id, XML_INACTIVE);
    }

    static void remove(Connect connect, String file) throws LibvirtException {
        delete(connect, file);
        for (var i = 0; i <= MOST_PUT_ASIDE; i++) {
            delete(connect, file + "." + i);
        }
    }

    private static void delete(Connect connect, String file) throws LibvirtException {
        StorageVol volume;
        try {
            volume = connect.storageVolLookupByPath(file);
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_VOL)) {
                return;
            }
            throw e;
        }
        try {
            volume.delete(0);
        } finally {
            volume.free();
        }
    }
}
