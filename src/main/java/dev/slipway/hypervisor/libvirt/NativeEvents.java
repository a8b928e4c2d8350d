package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of domains that the Java binding lacks, or cannot take off again before a connection is closed. Native code holds
 * on to the functions here for as long as it likes, so they live for ever; whom they tell is found by a number.
 */
final class NativeEvents {
    private static final Logger log = LoggerFactory.getLogger(NativeEvents.class);
    private static final int REBOOT = 1;
    private static final int TRAY_CHANGE = 10;
    private static final Map<Long, Consumer<UUID>> LISTENERS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final OfDomain ON_DOMAIN = (connect, domain, opaque) -> tell(domain, opaque);
    private static final OfTray ON_TRAY = (connect, domain, device, reason, opaque) -> tell(domain, opaque);

    private NativeEvents() {}

    /** {@code virConnectDomainEventGenericCallback}; the domain is only lent. */
    interface OfDomain extends Callback {
        void on(Pointer connect, Pointer domain, Pointer opaque);
    }

    /** {@code virConnectDomainEventTrayChangeCallback}; the domain is only lent. */
    interface OfTray extends Callback {
        void on(Pointer connect, Pointer domain, String device, int reason, Pointer opaque);
    }

    /** To be ended before its connection is closed. @param inLibvirt the number that libvirt gave it */
    record Listening(long number, int inLibvirt) {
        void end(Connect connect) throws LibvirtException {
            LISTENERS.remove(number);
            NativeHandles.check(LIBVIRT.virConnectDomainEventDeregisterAny(NativeHandles.of(connect), inLibvirt));
        }
    }

    /** @param listener called on libvirt's event thread, which must not be kept */
    static Listening onRestart(Connect connect, Consumer<UUID> listener) throws LibvirtException {
        return listen(connect, REBOOT, ON_DOMAIN, listener);
    }

    /** A guest has opened or closed a drive, or it was opened for it. @param listener as above */
    static Listening onTrayChange(Connect connect, Consumer<UUID> listener) throws LibvirtException {
        return listen(connect, TRAY_CHANGE, ON_TRAY, listener);
    }

    private static Listening listen(Connect connect, int event, Callback function, Consumer<UUID> listener)
            throws LibvirtException {
        var number = NUMBERS.incrementAndGet();
        LISTENERS.put(number, listener);
        try {
            return new Listening(
                    number,
                    NativeHandles.check(LIBVIRT.virConnectDomainEventRegisterAny(
                            NativeHandles.of(connect), null, event, function, new Pointer(number), null)));
        } catch (LibvirtException e) {
            LISTENERS.remove(number);
            throw e;
        }
    }

    /** Nothing may be thrown into native code. */
    private static void tell(Pointer domain, Pointer opaque) {
        try {
            var listener = LISTENERS.get(Pointer.nativeValue(opaque));
            if (listener != null) {
                listener.accept(StatsRecords.uuid(domain));
            }
        } catch (RuntimeException e) {
            log.warn("An event is lost; the next inventory tells what is to be seen of it", e);
        }
    }
}
