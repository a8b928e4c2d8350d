package dev.slipway.console;

import dev.slipway.vm.ScreenEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.guacamole.GuacamoleConnectionClosedException;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.GuacamoleUpstreamTimeoutException;
import org.apache.guacamole.io.GuacamoleReader;
import org.apache.guacamole.io.GuacamoleWriter;
import org.apache.guacamole.net.GuacamoleSocket;
import org.apache.guacamole.protocol.ConfiguredGuacamoleSocket;
import org.apache.guacamole.protocol.GuacamoleClientInformation;
import org.apache.guacamole.protocol.GuacamoleConfiguration;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.apache.guacamole.protocol.GuacamoleStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * guacd's side, past the handshake. Read by one thread; written and closed by any. guacd takes part in the handshake
 * before it has reached the screen, and says every few seconds that nothing happens, for as long as a screen that took
 * the connection says nothing: so a line that shows no picture in time ends by itself.
 */
final class GuacdLine implements FarLine {
    private static final Logger LOG = LoggerFactory.getLogger(GuacdLine.class);
    private static final int BATCH = 8 * 1024;
    private static final Duration TO_LEAVE = Duration.ofSeconds(2);
    private static final Duration TO_PUT_AWAY = Duration.ofMillis(100);
    /** guacd says something every few seconds, if only that nothing happens. */
    private static final Duration TO_SPEAK = Duration.ofSeconds(15);

    private static final char[] GOODBYE = "10.disconnect;".toCharArray();

    private final GuacdSocket socket;
    private final GuacamoleReader reader;
    private final GuacamoleWriter writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final Lock leaving;
    private final Duration firstPicture;
    private final long opened = System.nanoTime();
    private boolean drew;
    private volatile boolean closed;
    private @Nullable Ending ending;

    private GuacdLine(GuacdSocket socket, GuacamoleSocket configured, Lock leaving, Duration firstPicture) {
        this.socket = socket;
        this.leaving = leaving;
        this.firstPicture = firstPicture;
        this.reader = configured.getReader();
        this.writer = configured.getWriter();
    }

    /** @param leaving held while guacd puts an ended console away */
    static GuacdLine open(ConsoleSettings settings, ScreenEndpoint screen, Lock leaving) throws GuacamoleException {
        GuacdSocket socket = GuacdSocket.connect(settings);
        try {
            var configured = new ConfiguredGuacamoleSocket(socket, vnc(screen), drawing());
            socket.waitFor(settings.firstPicture());
            return new GuacdLine(socket, configured, leaving, settings.firstPicture());
        } catch (GuacamoleException | RuntimeException e) {
            try (socket) {
                socket.getWriter().write(GOODBYE);
            } catch (GuacamoleException f) {
                e.addSuppressed(f);
            }
            throw e;
        }
    }

    /** As many whole instructions as there are, at least one; null when it is over, then {@link #ending} says why. */
    @Nullable
    String read() {
        var batch = new StringBuilder();
        try {
            while (ending == null) {
                char[] next = reader.read();
                if (next == null) {
                    ending = Ending.SCREEN_WENT;
                    break;
                }
                switch (GuacdOpcodes.kind(next)) {
                    case DRAWING -> {
                        batch.append(next);
                        lookForPicture(next);
                    }
                    // guacd's children inherit its sockets, so the end of the stream may come late or never.
                    case ERROR -> ending = reasonIn(next);
                    case DISCONNECT -> ending = Ending.SCREEN_WENT;
                    case FOREIGN -> {
                        LOG.error("guacd mixed up two connections, cutting this one; the page opens a new one");
                        batch.setLength(0);
                        ending = Ending.SCREEN_WENT;
                    }
                    case UNKNOWN -> LOG.debug("Not passed on to the browser: something guacd never draws with");
                }
                if (batch.length() >= BATCH || (!batch.isEmpty() && !reader.available())) {
                    break;
                }
            }
        } catch (GuacamoleUpstreamTimeoutException e) {
            ending = drew ? Ending.SILENT_GUACD : Ending.NO_SCREEN;
        } catch (GuacamoleConnectionClosedException e) {
            ending = Ending.SCREEN_WENT;
        } catch (GuacamoleException e) {
            if (!closed) {
                LOG.info("guacd's line broke ({}), ending its console", e.toString());
            }
            ending = Ending.SCREEN_WENT;
        }
        return batch.isEmpty() ? null : batch.toString();
    }

    private void lookForPicture(char[] drawing) throws GuacamoleException {
        if (drew) {
            return;
        }
        if (GuacdOpcodes.paintsWhatIsSeen(drawing)) {
            drew = true;
            socket.waitFor(TO_SPEAK);
        } else if (System.nanoTime() - opened > firstPicture.toNanos()) {
            ending = Ending.NO_SCREEN;
        }
    }

    /** Whether anything of the screen was shown yet. */
    boolean drew() {
        return drew;
    }

    Ending ending() {
        return ending == null ? Ending.SCREEN_WENT : ending;
    }

    @Override
    public boolean takes(BrowserOpcode opcode) {
        return opcode != BrowserOpcode.TYPE;
    }

    @Override
    public void write(GuacamoleInstruction instruction) throws GuacamoleException {
        writing.lock();
        try {
            writer.write(instruction.toString().toCharArray());
        } finally {
            writing.unlock();
        }
    }

    /** Takes leave first: guacd then lets go of the screen at once. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            boolean alone = leaving.tryLock(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                sayGoodbye();
                Thread.sleep(TO_PUT_AWAY);
            } finally {
                if (alone) {
                    leaving.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGoodbye() throws InterruptedException {
        try (socket) {
            if (socket.isOpen() && writing.tryLock(200, TimeUnit.MILLISECONDS)) {
                try {
                    writer.write(GOODBYE);
                } finally {
                    writing.unlock();
                }
            }
        } catch (GuacamoleException e) {
            LOG.debug("guacd was gone before it could be told ({})", e.toString());
        }
    }

    private static Ending reasonIn(char[] error) throws GuacamoleException {
        List<String> args = Instructions.parse(new String(error)).getFirst().getArgs();
        String notFound = Integer.toString(GuacamoleStatus.UPSTREAM_NOT_FOUND.getGuacamoleStatusCode());
        return args.size() > 1 && args.get(1).equals(notFound) ? Ending.NO_SCREEN : Ending.SCREEN_WENT;
    }

    private static GuacamoleConfiguration vnc(ScreenEndpoint screen) {
        var configuration = new GuacamoleConfiguration();
        configuration.setProtocol("vnc");
        configuration.setParameter("hostname", screen.host());
        configuration.setParameter("port", Integer.toString(screen.port()));
        configuration.setParameter("password", screen.password());
        return configuration;
    }

    private static GuacamoleClientInformation drawing() {
        var information = new GuacamoleClientInformation();
        information.getImageMimetypes().addAll(List.of("image/png", "image/jpeg", "image/webp"));
        return information;
    }
}
