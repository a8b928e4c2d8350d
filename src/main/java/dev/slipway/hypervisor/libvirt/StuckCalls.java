package dev.slipway.hypervisor.libvirt;

import java.util.concurrent.atomic.AtomicInteger;

/** How many threads of one host hang in a native call that nobody waits for any more. */
final class StuckCalls {
    private final AtomicInteger count = new AtomicInteger();

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        count.decrementAndGet();
    }

    int now() {
        return count.get();
    }
}
