package dev.slipway.hypervisor.simulated;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two threads that all simulated hosts share: one lets time pass in guests, one tells of events in their order. */
final class Machinery {
    private static final Logger log = LoggerFactory.getLogger(Machinery.class);
    private static final ScheduledExecutorService GUESTS = daemon("simulated-guests");
    private static final ScheduledExecutorService EVENTS = daemon("simulated-events");

    private Machinery() {}

    static void later(Duration delay, Runnable what) {
        kept(GUESTS.schedule(guarded(what), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    static void tell(Runnable what) {
        kept(EVENTS.submit(guarded(what)));
    }

    private static void kept(Future<?> ignored) {
        // Guarded runnables report their own failures, so nobody needs to ask the future.
    }

    private static Runnable guarded(Runnable what) {
        return () -> {
            try {
                what.run();
            } catch (RuntimeException e) {
                log.error("A simulated host failed at its own work; the host goes on", e);
            }
        };
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }
}
