package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.concurrent.locks.LockSupport;

/** Lets a pool look at its files again, which waits until no volume is in the making. */
final class Refresh {
    private static final long PAUSE_NANOS = 50_000_000;

    private final OwnedConnection connection;
    private final LibvirtProperties limits;
    private final String pool;

    Refresh(OwnedConnection connection, LibvirtProperties limits, String pool) {
        this.connection = connection;
        this.limits = limits;
        this.pool = pool;
    }

    void run() {
        var until = System.nanoTime() + limits.change().toNanos();
        while (!tried(System.nanoTime() - until < 0)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean tried(boolean patient) {
        try {
            return connection.call(
                    "look at the storage",
                    limits.change(),
                    connect -> Lookup.pool(connect, pool, it -> {
                        it.refresh(0);
                        return true;
                    }));
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.BUSY && patient) {
                return false;
            }
            throw e;
        }
    }
}
