package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;

/**
 * Devices that come to domains and go from them, whether those run or not. What runs is changed first: what it will be at
 * its next start then never says more than was done.
 */
final class HotPlug {
    static final int LIVE = 1;
    static final int CONFIG = 2;
    private static final int XML_INACTIVE = 2;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Connections connections;

    HotPlug(Connections connections) {
        this.connections = connections;
    }

    /** @param noun for sentences @param path where it stands in a domain's XML @param kept what to say if a guest does not let go of it */
    record Device(String noun, String path, String kept) {}

    /** In a change of the caller's. There already is done. @return true */
    boolean plug(Connect connect, UUID id, Device device, String xml) throws LibvirtException {
        return Lookup.domain(connect, id, domain -> {
            if (domain.isActive() == 1 && live(domain, device).isEmpty()) {
                plugLive(domain, device, xml, id);
            }
            if (defined(domain, device).isEmpty()) {
                domain.attachDeviceFlags(xml, CONFIG);
            }
            return true;
        });
    }

    private static void plugLive(Domain domain, Device device, String xml, UUID id) throws LibvirtException {
        try {
            domain.attachDeviceFlags(xml, LIVE);
        } catch (LibvirtException e) {
            if (says(e, "no more available pci slots")) {
                throw new HypervisorProblem(
                        Kind.REFUSED,
                        "The VM has no free slot for another " + device.noun()
                                + " while it runs. Shut it down, attach the " + device.noun() + ", and start it"
                                + " again.",
                        "domain " + id + ": " + e.getMessage(),
                        e);
            }
            throw e;
        }
    }

    /** @throws HypervisorProblem {@code IN_USE} if the guest does not let go of it in time: then it has it still */
    void unplug(UUID id, Device device) {
        var what = "detach a " + device.noun() + " from a VM";
        var until = System.nanoTime() + connections.limits().release().toNanos();
        if (!askFor(id, device, what)) {
            while (!isReleased(id, device)) {
                if (System.nanoTime() - until >= 0) {
                    throw new HypervisorProblem(Kind.IN_USE, device.kept(), "domain " + id + " keeps " + device, null);
                }
                pause();
            }
        }
        connections.change(
                what,
                connect -> Lookup.domainIfAny(connect, id, domain -> {
                    var defined = domain.isPersistent() == 1 ? defined(domain, device) : Optional.<Element>empty();
                    if (defined.isPresent()) {
                        domain.detachDeviceFlags(XmlFacts.write(defined.get()), CONFIG);
                    }
                    return true;
                }));
    }

    /** libvirt asks the guest, and waits for a few seconds; who is asked already is not asked twice. */
    private boolean askFor(UUID id, Device device, String what) {
        return connections
                .change(
                        what,
                        connect -> Lookup.domainIfAny(connect, id, domain -> {
                            var plugged = live(domain, device);
                            if (plugged.isPresent()) {
                                try {
                                    domain.detachDeviceFlags(XmlFacts.write(plugged.get()), LIVE);
                                } catch (LibvirtException e) {
                                    if (!says(e, "already in the process of unplug")) {
                                        throw e;
                                    }
                                }
                            }
                            return live(domain, device).isEmpty();
                        }))
                .orElse(true);
    }

    private boolean isReleased(UUID id, Device device) {
        return connections
                .query(
                        "look whether a " + device.noun() + " is detached",
                        connect -> Lookup.domainIfAny(
                                connect, id, domain -> live(domain, device).isEmpty()))
                .orElse(true);
    }

    /** As what runs has it; empty also if nothing runs. */
    static Optional<Element> live(Domain domain, Device device) throws LibvirtException {
        return domain.isActive() == 1 ? find(domain, 0, device) : Optional.empty();
    }

    /** As it will be at its next start. */
    static Optional<Element> defined(Domain domain, Device device) throws LibvirtException {
        return find(domain, XML_INACTIVE, device);
    }

    private static Optional<Element> find(Domain domain, int flags, Device device) throws LibvirtException {
        return XmlFacts.of(domain.getXMLDesc(flags)).element(device.path());
    }

    private static boolean says(LibvirtException e, String words) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a guest was to let go of something", e);
        }
    }
}
