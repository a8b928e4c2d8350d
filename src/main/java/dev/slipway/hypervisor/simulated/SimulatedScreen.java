package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.ScreenAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The screen of a running simulated guest, on a loopback port of its own, as QEMU would have it. */
final class SimulatedScreen {
    private static final Logger log = LoggerFactory.getLogger(SimulatedScreen.class);
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 8;
    private static final int WAITING = 16;

    private final String name;
    private final Clock clock;
    private final Terminal terminal;
    private final ServerSocket server;
    private final Set<RfbSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScreenAccess access;

    SimulatedScreen(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.terminal = new Terminal(name);
        try {
            server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a simulated screen", e);
        }
        Thread.ofVirtual().name("simulated-screen-" + name).start(this::acceptAll);
    }

    /** A fresh password; the one before opens no new connections any more, those that are open stay. */
    ScreenAccess open(Duration validFor) {
        var random = new SecureRandom();
        var password = new StringBuilder();
        random.ints(PASSWORD_LENGTH, 0, LETTERS.length()).forEach(i -> password.append(LETTERS.charAt(i)));
        var fresh = new ScreenAccess(
                server.getInetAddress().getHostAddress(),
                server.getLocalPort(),
                password.toString(),
                clock.instant().plus(validFor));
        access = fresh;
        return fresh;
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            log.debug("Closing the screen of {}: {}", name, e.toString());
        }
        sessions.forEach(RfbSession::close);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().name("simulated-viewer-" + name).start(() -> serve(socket));
            } catch (IOException e) {
                log.debug("The screen of {} is closed: {}", name, e.toString());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var session = new RfbSession(socket, terminal, name, this::goodPassword);
            sessions.add(session);
            try {
                if (!server.isClosed()) {
                    session.serve();
                }
            } finally {
                sessions.remove(session);
            }
        } catch (IOException e) {
            log.debug("A viewer of {} went: {}", name, e.toString());
        }
    }

    private Optional<String> goodPassword() {
        return Optional.ofNullable(access)
                .filter(current -> clock.instant().isBefore(current.validUntil()))
                .map(ScreenAccess::password);
    }
}
