package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.UploadParts;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.DomainEvent;
import org.libvirt.event.DomainEventType;
import org.libvirt.event.LifecycleListener;
import org.libvirt.event.StoppedDetail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a host's acceleration works, by a tiny guest that turns itself off once it has done what an ordinary
 * kernel does. A device that is there proves nothing: kernels hang under some that pose as one. The guest lives in a
 * pool of its own and dies with our connection, so that nothing stays behind.
 */
final class AccelerationProbe {
    private static final Logger log = LoggerFactory.getLogger(AccelerationProbe.class);
    private static final String IMAGE = "acceleration-probe.bin";
    /** Firmware does not boot from a disk of a single sector. */
    private static final int IMAGE_BYTES = 1 << 20;

    private static final int AUTODESTROY = 2;
    private static final String WHAT = "try the host's acceleration";

    private final Connections connections;
    private final String domainType;
    private final UUID id = UUID.randomUUID();
    private final String name = "slipway-probe-" + id;
    private final VolumeRef volume = new VolumeRef(name, "guest");
    private final BlockingQueue<Boolean> outcome = new LinkedBlockingQueue<>();

    AccelerationProbe(Connections connections) {
        this(connections, "kvm");
    }

    /** @param domainType what to try, as libvirt names it */
    AccelerationProbe(Connections connections, String domainType) {
        this.connections = connections;
        this.domainType = domainType;
    }

    Acceleration run() {
        if (connections.uri().isTest()) {
            return Acceleration.EMULATED;
        }
        var pools = new Pools(connections);
        try {
            pools.ensure(name, "/var/lib/libvirt/" + name);
            var image = image();
            Upload.run(
                    connections,
                    volume,
                    VolumeFormat.RAW,
                    new Upload.Rest(new ByteArrayInputStream(image), 0, image.length),
                    UploadParts.none(sent -> {}));
            var works = runsToItsEnd();
            log.info("Host at {}: acceleration {}", connections.uri().hostname(), works ? "works" : "does not work");
            return works ? Acceleration.KVM : Acceleration.EMULATED;
        } finally {
            new Volumes(connections).delete(volume);
            pools.remove(name);
        }
    }

    private boolean runsToItsEnd() {
        try (var connection = connections.open("acceleration")) {
            var limits = connections.limits();
            var listener = new EndListener();
            connection.beforeClose(connect -> {
                connect.removeLifecycleListener(listener);
                return Lookup.domainIfAny(connect, id, AccelerationProbe::destroyed);
            });
            if (!connection.call(WHAT, limits.change(), connect -> started(connect, listener))) {
                return false;
            }
            var ended = outcome.poll(limits.accelerated().toMillis(), TimeUnit.MILLISECONDS);
            connection.call(
                    WHAT, limits.change(), connect -> Lookup.domainIfAny(connect, id, AccelerationProbe::destroyed));
            return Objects.requireNonNullElse(ended, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean started(Connect connect, EndListener listener) throws LibvirtException {
        connect.addLifecycleListener(listener);
        var path = Lookup.pool(connect, name, pool -> Lookup.volume(pool, volume.name(), it -> it.getPath()));
        try {
            connect.domainCreateXML(xml(path), AUTODESTROY).free();
            return true;
        } catch (LibvirtException e) {
            log.info("A guest with acceleration does not even start: {}", e.getMessage());
            return false;
        }
    }

    private static boolean destroyed(Domain domain) throws LibvirtException {
        domain.destroy();
        return true;
    }

    private String xml(String path) {
        return Xml.write(xml -> xml.element("domain", with("type", domainType), () -> {
            xml.text("name", name);
            xml.text("uuid", id.toString());
            xml.text("memory", with("unit", "MiB"), "64");
            xml.text("vcpu", "1");
            xml.element("os", () -> xml.text("type", with("arch", "x86_64", "machine", "q35"), "hvm"));
            xml.element("features", () -> xml.empty("acpi", with()).empty("apic", with()));
            xml.empty("cpu", with("mode", "host-model"));
            xml.text("on_poweroff", "destroy");
            // A guest that crashes resets: that must not look like the end that it is to reach.
            xml.text("on_reboot", "restart");
            xml.element(
                    "devices",
                    () -> xml.element(
                            "disk",
                            with("type", "file", "device", "disk"),
                            () -> xml.empty("driver", with("name", "qemu", "type", "raw"))
                                    .empty("source", with("file", path))
                                    .empty("target", with("dev", "vda", "bus", "virtio"))
                                    .empty("readonly", with())));
        }));
    }

    private static byte[] image() {
        try (var in = AccelerationProbe.class.getResourceAsStream(IMAGE)) {
            return Arrays.copyOf(Objects.requireNonNull(in, IMAGE).readAllBytes(), IMAGE_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only a guest that turned itself off has proved anything; QEMU dying, or pausing it, says the opposite. */
    private final class EndListener implements LifecycleListener {
        @Override
        public int onLifecycleChange(Domain domain, DomainEvent event) {
            try {
                if (UUID.fromString(domain.getUUIDString()).equals(id)) {
                    if (event.getType() == DomainEventType.STOPPED) {
                        outcome.add(event.getDetail() == StoppedDetail.SHUTDOWN);
                    } else if (event.getType() == DomainEventType.SUSPENDED) {
                        outcome.add(false);
                    }
                }
                domain.free();
            } catch (LibvirtException | RuntimeException e) {
                log.warn("An event of the probe's guest is lost", e);
            }
            return 0;
        }
    }
}
