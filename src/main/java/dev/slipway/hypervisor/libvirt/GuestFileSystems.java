package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import java.time.Duration;
import java.util.Locale;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a guest write down what it has in memory and hold its file systems still, by its agent, and lets them go again. */
final class GuestFileSystems {
    private static final Logger log = LoggerFactory.getLogger(GuestFileSystems.class);
    /** A guest that has much to write down takes its time. */
    private static final Duration FREEZE_WITHIN = Duration.ofSeconds(10);

    private GuestFileSystems() {}

    /** How a guest stands. UNSURE: its agent did not say, so it may hold them still now or in a moment. */
    enum Hold {
        HELD,
        FREE,
        UNSURE
    }

    /** What was left held by somebody who died is let go first: a guest is not held twice. */
    static Hold freeze(Domain domain, Duration patience) {
        var first = tryToFreeze(domain);
        if (first != Hold.UNSURE || !thaw(domain, patience)) {
            return first;
        }
        var second = tryToFreeze(domain);
        return second == Hold.UNSURE && thaw(domain, patience) ? Hold.FREE : second;
    }

    private static Hold tryToFreeze(Domain domain) {
        try {
            waitFor(domain, FREEZE_WITHIN);
            int held = NativeHandles.check(LIBVIRT.virDomainFSFreeze(NativeHandles.of(domain), null, 0, 0));
            return held > 0 ? Hold.HELD : Hold.FREE;
        } catch (LibvirtException e) {
            log.info("A guest's file systems are not held still: {}", e.getMessage());
            return hasAgent(e) ? Hold.UNSURE : Hold.FREE;
        }
    }

    /** @return false if its agent did not say that it did */
    static boolean thaw(Domain domain, Duration patience) {
        try {
            waitFor(domain, patience);
            return NativeHandles.check(LIBVIRT.virDomainFSThaw(NativeHandles.of(domain), null, 0, 0)) >= 0;
        } catch (LibvirtException e) {
            log.info("A guest's file systems are not let go: {}", e.getMessage());
            return !hasAgent(e);
        }
    }

    private static boolean hasAgent(LibvirtException e) {
        var text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return !text.contains("not connected")
                && !text.contains("not configured")
                && !text.contains("not available")
                && !text.contains("not running")
                && !text.contains("not supported");
    }

    /** The wait for an agent is for ever by default. */
    private static void waitFor(Domain domain, Duration patience) throws LibvirtException {
        NativeHandles.check(LIBVIRT.virDomainAgentSetResponseTimeout(
                NativeHandles.of(domain), Math.toIntExact(patience.toSeconds()), 0));
    }
}
