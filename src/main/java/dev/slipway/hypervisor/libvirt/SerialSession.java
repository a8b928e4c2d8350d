package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.SerialConsole;
import dev.slipway.kernel.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.libvirt.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guest's serial line, on a connection of its own. Its stream does not block, since who waits in it for what a guest says
 * could not write meanwhile: it is looked at again and again, which asks no host, for what arrives is put there by libvirt's
 * own loop.
 */
final class SerialSession implements SerialConsole {
    private static final Logger log = LoggerFactory.getLogger(SerialSession.class);
    private static final int NON_BLOCKING = 1;
    private static final int PIECE = 16 * 1024;
    private static final String WHAT = "talk to a VM over its serial line";
    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofMillis(80);
    /** What a guest does not take by then is lost, as it is on a wire. */
    private static final Duration HARD_OF_HEARING = Duration.ofSeconds(2);

    private static final Duration STILL_TALKING = Duration.ofSeconds(2);

    private final OwnedConnection connection;
    private final LibvirtProperties limits;
    /** A connection is used by one at a time. */
    private final ReentrantLock line = new ReentrantLock();

    private volatile boolean closed;
    private volatile long lively = System.nanoTime();

    // Only touched on the connection's thread.
    private @Nullable Stream stream;

    private SerialSession(OwnedConnection connection, LibvirtProperties limits) {
        this.connection = connection;
        this.limits = limits;
    }

    static SerialSession open(Connections connections, UUID domain) {
        var connection = connections.open("serial");
        var session = new SerialSession(connection, connections.limits());
        try {
            connection.beforeClose(connect -> session.end());
            connection.call(
                    "open a VM's serial line", connections.limits().query(), connect -> session.begin(connect, domain));
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private boolean begin(Connect connect, UUID id) throws LibvirtException {
        return Lookup.domain(connect, id, domain -> {
            if (domain.isActive() == 0) {
                throw new HypervisorProblem(
                        Kind.WRONG_POWER_STATE, "The VM is off. Start it to talk to it.", "domain " + id, null);
            }
            if (XmlFacts.of(domain.getXMLDesc(0))
                    .element("/domain/devices/*[self::serial or self::console]")
                    .isEmpty()) {
                throw new HypervisorProblem(Kind.REFUSED, "This VM has no serial line.", "domain " + id, null);
            }
            var opened = connect.streamNew(NON_BLOCKING);
            stream = opened;
            return NativeHandles.check(LIBVIRT.virDomainOpenConsole(
                            NativeHandles.of(domain), null, NativeHandles.of(opened), NativeLibvirt.CONSOLE_FORCE))
                    == 0;
        });
    }

    @Override
    public Optional<byte[]> read(Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (!closed) {
            var got = receive();
            if (got.isEmpty() || got.get().length > 0 || System.nanoTime() - until >= 0) {
                return got;
            }
            var isLively = System.nanoTime() - lively < STILL_TALKING.toNanos();
            LockSupport.parkNanos((isLively ? QUICK : SLOW).toNanos());
        }
        return Optional.empty();
    }

    private Optional<byte[]> receive() {
        var piece = new byte[PIECE];
        try {
            int got = call(connect -> {
                var count = LIBVIRT.virStreamRecvFlags(NativeHandles.of(opened()), piece, PIECE, 0);
                return count == NativeLibvirt.WOULD_BLOCK ? count : NativeHandles.check(count);
            });
            if (got == 0) {
                return Optional.empty();
            }
            if (got > 0) {
                lively = System.nanoTime();
            }
            return Optional.of(Arrays.copyOf(piece, Math.max(0, got)));
        } catch (Problem e) {
            if (!closed) {
                log.debug("A serial line has ended: {}", e.logDetail());
            }
            return Optional.empty();
        }
    }

    @Override
    public void write(byte[] typed) {
        if (typed.length == 0) {
            return;
        }
        lively = System.nanoTime();
        try (var memory = new Memory(typed.length)) {
            memory.write(0, typed, 0, typed.length);
            var until = lively + HARD_OF_HEARING.toNanos();
            for (var sent = 0; sent < typed.length && !closed && System.nanoTime() - until < 0; ) {
                var from = sent;
                int took = call(connect -> {
                    var count = LIBVIRT.virStreamSend(
                            NativeHandles.of(opened()), memory.share(from), new NativeLong(typed.length - from));
                    return count == NativeLibvirt.WOULD_BLOCK ? count : NativeHandles.check(count);
                });
                sent += Math.max(0, took);
                if (took <= 0) {
                    LockSupport.parkNanos(QUICK.toNanos());
                }
            }
        } catch (Problem e) {
            log.debug("What was typed to a serial line that has ended is lost: {}", e.logDetail());
        }
    }

    private int call(OwnedConnection.Call<Integer> call) {
        line.lock();
        try {
            return connection.call(WHAT, limits.query(), call);
        } finally {
            line.unlock();
        }
    }

    private Stream opened() {
        return Objects.requireNonNull(stream);
    }

    private boolean end() throws LibvirtException {
        var open = stream;
        stream = null;
        if (open != null) {
            try {
                open.abort();
            } finally {
                open.free();
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }
}
