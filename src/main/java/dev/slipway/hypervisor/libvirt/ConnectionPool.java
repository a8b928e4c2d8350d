package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lends connections for one call at a time; callers queue up fairly, and not for ever. */
final class ConnectionPool {
    private final Semaphore permits;
    private final Duration patience;
    private final Supplier<OwnedConnection> opener;
    private final ConcurrentLinkedDeque<OwnedConnection> idle = new ConcurrentLinkedDeque<>();

    ConnectionPool(int size, Duration patience, Supplier<OwnedConnection> opener) {
        permits = new Semaphore(size, true);
        this.patience = patience;
        this.opener = opener;
    }

    <T extends @Nullable Object> T call(String what, Duration deadline, OwnedConnection.Call<T> call) {
        takeTurn(what);
        try {
            var connection = borrow();
            try {
                return connection.call(what, deadline, call);
            } finally {
                giveBack(connection);
            }
        } finally {
            permits.release();
        }
    }

    private void takeTurn(String what) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HypervisorProblem(
                        Kind.BUSY,
                        "The host is busy. It is tried again.",
                        "no free connection within " + patience + " for: " + what,
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostUnreachable("interrupted while queueing for: " + what, e);
        }
    }

    /** An idle one that is still alive: its socket may have been closed while nobody used it. */
    private OwnedConnection borrow() {
        for (var connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            if (connection.isUsable() && connection.isAlive()) {
                return connection;
            }
            connection.close();
        }
        return opener.get();
    }

    private void giveBack(OwnedConnection connection) {
        if (connection.isUsable()) {
            idle.addFirst(connection);
        } else {
            connection.close();
        }
    }
}
