package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostUnreachable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every connection to one host: one for queries, a few for changes, and one of its own for whoever works for long.
 * A host that hangs costs a bounded number of threads and makes callers fail at once instead of queueing up.
 */
final class Connections implements AutoCloseable {
    /** Stuck calls beyond the limit, if the daemon itself answered just now: then a guest hangs, not the host. */
    private static final int BENEFIT_OF_DOUBT = 4;

    private final HostUri uri;
    private final Way way;
    private final String name;
    private final LibvirtProperties limits;
    private final StuckCalls stuck = new StuckCalls();
    private final Set<OwnedConnection> open = ConcurrentHashMap.newKeySet();
    private final ConnectionPool queries;
    private final ConnectionPool changes;
    private volatile boolean closed;
    private volatile @Nullable Down down;

    private record Down(String why, long untilNanos) {}

    Connections(HostUri uri, Way way, String name, LibvirtProperties limits) {
        this.uri = uri;
        this.way = way;
        this.name = name;
        this.limits = limits;
        queries = new ConnectionPool(1, limits.queue(), () -> open("query"));
        changes = new ConnectionPool(limits.workers(), limits.queue(), () -> open("change"));
    }

    <T extends @Nullable Object> T query(String what, OwnedConnection.Call<T> call) {
        return queries.call(what, limits.query(), call);
    }

    <T extends @Nullable Object> T change(String what, OwnedConnection.Call<T> call) {
        return changes.call(what, limits.change(), call);
    }

    HostUri uri() {
        return uri;
    }

    Way way() {
        return way;
    }

    LibvirtProperties limits() {
        return limits;
    }

    /** Calls that hang now; for tests and logs. */
    int stuck() {
        return stuck.now();
    }

    /** A connection of the caller's own, who must close it. */
    OwnedConnection open(String purpose) {
        return open(purpose, stuck);
    }

    /** @param counted what hangs on it: not held against the host, if it is not the host's */
    OwnedConnection open(String purpose, StuckCalls counted) {
        refuseIfDown();
        try {
            showsLife();
            var connection = OwnedConnection.open(way.uri(), "libvirt-" + name + "-" + purpose, limits.open(), counted);
            open.removeIf(other -> !other.isUsable());
            open.add(connection);
            if (closed) {
                connection.close();
                throw new HostUnreachable(name + " was let go", null);
            }
            down = null;
            return connection;
        } catch (HostUnreachable e) {
            down = new Down(e.logDetail(), System.nanoTime() + limits.downFor().toNanos());
            throw e;
        }
    }

    private void refuseIfDown() {
        if (closed) {
            throw new HostUnreachable(name + " was let go", null);
        }
        if (stuck.now() >= limits.stuck() + (way.comesFromDaemon() ? BENEFIT_OF_DOUBT : 0)) {
            throw new HostUnreachable(name + ": " + stuck.now() + " calls hang", null);
        }
        var last = down;
        if (last != null && System.nanoTime() - last.untilNanos() < 0) {
            throw new HostUnreachable(last.why(), null);
        }
    }

    private void showsLife() {
        try {
            way.await(limits.probe());
        } catch (IOException e) {
            throw new HostUnreachable(name + " at " + uri.hostname() + " shows no sign of life: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(OwnedConnection::close);
        open.clear();
        way.close();
    }
}
