package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostUnreachable;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One libvirt connection and the one platform thread that may touch it. A call that passes its deadline costs both:
 * they are let go, and the thread closes the connection whenever the call returns, be it never. Several threads on one
 * connection to a host that hangs would crash the process, and a virtual thread would block its carrier.
 */
final class OwnedConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OwnedConnection.class);
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVE_MISSES = 2;
    private static final Duration ALIVE_WITHIN = Duration.ofSeconds(5);

    /** What to do with the connection, on its own thread. */
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {
        T run(Connect connect) throws LibvirtException;
    }

    private final String name;
    private final StuckCalls stuck;
    private final ExecutorService owner;
    private final AtomicBoolean letGo = new AtomicBoolean();
    private volatile boolean broken;

    // Only touched by the owner thread.
    private @Nullable Connect connect;
    private @Nullable Call<?> farewell;

    private OwnedConnection(String name, StuckCalls stuck) {
        this.name = name;
        this.stuck = stuck;
        owner = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Opens it; the host should have shown a sign of life just before. */
    static OwnedConnection open(String uri, String name, Duration deadline, StuckCalls stuck) {
        try {
            EventLoop.ensureRunning();
        } catch (CompletionException e) {
            throw new HostUnreachable(name + ": libvirt does not work on the portal's machine", e);
        }
        var connection = new OwnedConnection(name, stuck);
        try {
            connection.await("connect", deadline, () -> {
                connection.connect = connected(uri);
                return "";
            });
            return connection;
        } catch (LibvirtException e) {
            connection.close();
            throw LibvirtErrors.onOpening(name, e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Connect connected(String uri) throws LibvirtException {
        var connect = new Connect(uri);
        try {
            connect.setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_MISSES);
        } catch (LibvirtException e) {
            log.debug("{} has no keep-alive: {}", uri, e.getMessage());
        }
        return connect;
    }

    /**
     * Runs the call on the owner thread and waits for it. One caller at a time.
     *
     * @param what as people say it: {@code start a VM}
     * @throws HostUnreachable if the deadline passed, the connection broke, or was let go
     * @throws dev.slipway.hypervisor.HypervisorProblem if the host said no
     */
    <T extends @Nullable Object> T call(String what, Duration deadline, Call<T> call) {
        try {
            return await(what, deadline, () -> onThread(call));
        } catch (LibvirtException e) {
            if (broken) {
                throw new HostUnreachable(name + ": connection lost on: " + what, e);
            }
            throw LibvirtErrors.problem(what, name, e);
        }
    }

    /** To be run on the owner thread just before the connection closes: listeners must go first. */
    void beforeClose(Call<?> last) {
        owner.execute(() -> farewell = last);
    }

    /** Whether it is worth another call, as far as can be told without asking the host. */
    boolean isUsable() {
        return !letGo.get() && !broken;
    }

    /** Whether its socket still stands. Asks nobody, so it tells nothing of a host that hangs. */
    boolean isAlive() {
        try {
            return call("look at the connection", ALIVE_WITHIN, OwnedConnection::isAlive);
        } catch (HostUnreachable e) {
            return false;
        }
    }

    /** Lets go of it without waiting. */
    @Override
    public void close() {
        if (letGo.compareAndSet(false, true)) {
            owner.execute(this::farewell);
            owner.shutdown();
        }
    }

    private <T extends @Nullable Object> T onThread(Call<T> call) throws LibvirtException {
        var current = connect;
        if (current == null) {
            throw new HostUnreachable(name + ": not connected", null);
        }
        try {
            return call.run(current);
        } catch (LibvirtException | RuntimeException e) {
            broken = !isAlive(current);
            throw e;
        }
    }

    /** Local: tells of a closed socket, asks nobody. */
    private static boolean isAlive(Connect connect) {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    private interface Work<T extends @Nullable Object> {
        T run() throws LibvirtException;
    }

    private <T extends @Nullable Object> T await(String what, Duration deadline, Work<T> work) throws LibvirtException {
        try {
            return owner.submit(work::run).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new HostUnreachable(name + ": let go before: " + what, e);
        } catch (TimeoutException e) {
            abandon(what + " took more than " + deadline);
            throw new HostUnreachable(name + ": no answer within " + deadline + " on: " + what, e);
        } catch (InterruptedException e) {
            abandon(what + " was interrupted");
            Thread.currentThread().interrupt();
            throw new HostUnreachable(name + ": interrupted on: " + what, e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case LibvirtException libvirt -> throw libvirt;
                case RuntimeException ours -> throw ours;
                case Error fatal -> throw fatal;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void abandon(String why) {
        if (letGo.compareAndSet(false, true)) {
            log.warn("{}: {}; the connection is let go, {} such calls hang", name, why, stuck.now() + 1);
            stuck.begin();
            owner.execute(() -> {
                stuck.end();
                log.info("{}: the call that was let go has returned", name);
                farewell();
            });
            owner.shutdown();
        }
    }

    private void farewell() {
        var current = connect;
        if (current == null) {
            return;
        }
        connect = null;
        try {
            if (farewell != null) {
                farewell.run(current);
            }
        } catch (LibvirtException | RuntimeException e) {
            log.debug("{}: nobody there to say goodbye to", name, e);
        }
        try {
            var left = current.close();
            if (left != 0) {
                log.error("{}: {} references kept the connection open; its descriptor leaks", name, left);
            }
        } catch (LibvirtException e) {
            log.debug("{}: closed with an error", name, e);
        }
    }
}
