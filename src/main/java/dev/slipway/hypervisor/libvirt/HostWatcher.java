package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.AgentLifecycleListener;
import org.libvirt.event.ConnectionCloseListener;
import org.libvirt.event.IOErrorListener;
import org.libvirt.event.LifecycleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to one host on a connection of its own, and comes back whenever it is lost. */
final class HostWatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostWatcher.class);
    private static final String RESTART = "restart";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** How often a silent host is asked whether it is still there. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final HostId host;
    private final Connections connections;
    private final Consumer<HostEvent> events;
    private final Thread thread;
    private volatile boolean closed;

    HostWatcher(HostId host, Connections connections, Consumer<HostEvent> events) {
        this.host = host;
        this.connections = connections;
        this.events = events;
        // It makes no native call itself, so it may be virtual.
        thread = Thread.ofVirtual().name("watch-" + host).start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        var pause = FIRST_PAUSE;
        var told = false;
        while (!closed) {
            var listening = new Listening(new LinkedBlockingQueue<>());
            try (var connection = connections.open("events")) {
                listening.begin(connection);
                told = false;
                pause = FIRST_PAUSE;
                events.accept(new HostEvent.Connected(host));
                listening.passOn(connection);
            } catch (Problem e) {
                if (!told && !closed) {
                    told = true;
                    log.info("Host {} is not listened to: {}; trying again", host, e.logDetail());
                    events.accept(new HostEvent.Disconnected(host, e.logDetail()));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("Listening to host {} failed; trying again", host, e);
            }
            if (!paused(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** What came from one connection. Called back on libvirt's event thread, which must not be kept. */
    private final class Listening
            implements LifecycleListener, AgentLifecycleListener, IOErrorListener, ConnectionCloseListener {
        private final BlockingQueue<Hint> hints;
        /** On the connection's own thread only. */
        private final List<NativeEvents.Listening> natives = new ArrayList<>();
        /** What is told already and not passed on: a guest can make events faster than anybody looks. */
        private final Set<Hint> waiting = ConcurrentHashMap.newKeySet();

        Listening(BlockingQueue<Hint> hints) {
            this.hints = hints;
        }

        void begin(OwnedConnection connection) {
            connection.call("listen", connections.limits().query(), connect -> {
                connect.addLifecycleListener(this);
                optionally("agent events", () -> connect.addAgentLifecycleListener(this));
                optionally("storage events", () -> connect.addIOErrorListener(this));
                optionally("close events", () -> connect.registerCloseListener(this));
                optionally("restart events", () -> natives.add(NativeEvents.onRestart(connect, this::restarted)));
                optionally("drive events", () -> natives.add(NativeEvents.onTrayChange(connect, this::opened)));
                return true;
            });
            connection.beforeClose(this::end);
        }

        private boolean end(Connect connect) throws LibvirtException {
            natives.forEach(listening -> optionally("events", () -> listening.end(connect)));
            optionally("close events", connect::unregisterCloseListener);
            optionally("storage events", () -> connect.removeIOErrorListener(this));
            optionally("agent events", () -> connect.removeAgentLifecycleListener(this));
            connect.removeLifecycleListener(this);
            return true;
        }

        void passOn(OwnedConnection connection) throws InterruptedException {
            while (!closed) {
                var hint = hints.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (hint == null) {
                    connection.call("ask for life", connections.limits().query(), Connect::getLibVirVersion);
                    continue;
                }
                waiting.remove(hint);
                if (hint.domain() == null) {
                    throw new HostUnreachable("connection closed: " + hint.what(), null);
                } else {
                    events.accept(
                            hint.what().equals(RESTART)
                                    ? new HostEvent.DomainRestarted(host, hint.domain())
                                    : new HostEvent.DomainChanged(host, hint.domain()));
                }
            }
        }

        @Override
        public int onLifecycleChange(Domain domain, org.libvirt.event.DomainEvent event) {
            changed(domain, "lifecycle");
            return 0;
        }

        @Override
        public void onAgentLifecycleChange(Domain domain, int state, int reason) {
            changed(domain, "agent");
        }

        @Override
        public void onIOError(Domain domain, String path, String alias, org.libvirt.event.IOErrorAction action) {
            changed(domain, "storage");
        }

        private void restarted(UUID domain) {
            add(new Hint(RESTART, domain));
        }

        private void opened(UUID domain) {
            add(new Hint("drive", domain));
        }

        private void add(Hint hint) {
            if (waiting.add(hint)) {
                hints.add(hint);
            }
        }

        @Override
        public void onClose(Connect connect, org.libvirt.event.ConnectionCloseReason reason) {
            hints.add(new Hint(String.valueOf(reason), null));
        }

        /** The UUID is in the handle: nobody is asked for it. */
        private void changed(Domain domain, String what) {
            try {
                add(new Hint(what, UUID.fromString(domain.getUUIDString())));
                domain.free();
            } catch (LibvirtException | RuntimeException e) {
                log.warn("An event of host {} is lost; the next inventory tells it", host, e);
            }
        }
    }

    /** Of a domain, or without one: that the connection closed. */
    private record Hint(String what, @Nullable UUID domain) {}

    private interface Step {
        void run() throws LibvirtException;
    }

    private void optionally(String what, Step step) {
        try {
            step.run();
        } catch (LibvirtException e) {
            log.debug("Host {} has no {}: {}", host, what, e.getMessage());
        }
    }
}
