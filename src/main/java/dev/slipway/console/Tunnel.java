package dev.slipway.console;

import dev.slipway.kernel.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.guacamole.GuacamoleClientException;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.GuacamoleServerBusyException;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open console: the browser on one side, guacd on the other. {@link #run} carries the screen until it is over; keys
 * and the like come in by {@link #fromBrowser}. Ends once, whoever ends it, and then holds nothing on either side.
 */
final class Tunnel implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String INTERNAL = "";

    private final BrowserLine browser;
    private final Guacd guacd;
    private final Access access;
    private final Access.Visitor visitor;
    private final String ticket;
    private final OpenConsoles consoles;
    private volatile Access.@Nullable Pass pass;
    private volatile @Nullable FarLine line;
    private @Nullable Ending ended;

    Tunnel(
            BrowserLine browser,
            Guacd guacd,
            Access access,
            Access.Visitor visitor,
            String ticket,
            OpenConsoles consoles) {
        this.browser = browser;
        this.guacd = guacd;
        this.access = access;
        this.visitor = visitor;
        this.ticket = ticket;
        this.consoles = consoles;
    }

    /** Whose console of what this is, once the ticket was taken. */
    Optional<Access.Pass> pass() {
        return Optional.ofNullable(pass);
    }

    BrowserLine browser() {
        return browser;
    }

    @Override
    public void run() {
        end(carry());
    }

    private Ending carry() {
        try {
            // The page counts the tunnel as open from here on, and waits for as long as its pings are answered.
            browser.send(new GuacamoleInstruction(INTERNAL, UUID.randomUUID().toString()).toString());
            Access.Pass mine = access.admit(ticket, visitor);
            pass = mine;
            if (!consoles.hasRoomFor(mine.use().user())) {
                return Ending.TOO_MANY;
            }
            return switch (mine.use().kind()) {
                case SCREEN -> relay(mine);
                case SERIAL -> relaySerial(mine);
            };
        } catch (TunnelRefused e) {
            return e.ending();
        } catch (Problem e) {
            LOG.info("No console for {}: {}", this, e.logDetail());
            return Ending.of(e);
        } catch (GuacamoleServerBusyException e) {
            LOG.warn("Console of {} gave up in the queue: {}", this, e.getMessage());
            return Ending.BUSY;
        } catch (GuacamoleException e) {
            LOG.warn("guacd does not answer, {} gets no console until somebody tries again", this, e);
            return Ending.NO_GUACD;
        } catch (IOException e) {
            return Ending.SILENT_BROWSER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.PORTAL_ENDS;
        } catch (RuntimeException e) {
            LOG.error("Console of {} broke, the page may open a new one", this, e);
            return Ending.OUR_BUG;
        }
    }

    private Ending relay(Access.Pass mine) throws GuacamoleException, IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (GuacdLine dialled = guacd.dial(access.screen(mine))) {
                if (!attach(dialled)) {
                    return Ending.CLOSED;
                }
                for (String drawing = dialled.read(); drawing != null; drawing = dialled.read()) {
                    browser.send(drawing);
                }
                if (isOver()) {
                    return Ending.CLOSED;
                }
                if (dialled.drew()) {
                    return access.explain(mine, dialled.ending());
                }
                // guacd's word that it found no screen may get lost: ended without a picture means the same.
                if (attempt == TRIES) {
                    return access.explain(mine, Ending.NO_SCREEN);
                }
                LOG.info("Console of {} showed nothing, dialling its screen anew", this);
            }
            // Somebody else opening the same screen gave it a new password in between.
            Thread.sleep(PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis())));
        }
    }

    private Ending relaySerial(Access.Pass mine) throws IOException, InterruptedException {
        Consumer<Duration> diary = access.writeDown(mine);
        long began = System.nanoTime();
        try (SerialFarLine far = new SerialFarLine(access.serial(mine))) {
            if (!attach(far)) {
                return Ending.CLOSED;
            }
            browser.send(new GuacamoleInstruction("ready").toString());
            for (String said = far.read(); said != null; said = far.read()) {
                browser.send(said);
            }
            return isOver() ? Ending.CLOSED : far.ending();
        } finally {
            diary.accept(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    void fromBrowser(String words) {
        try {
            for (GuacamoleInstruction instruction : Instructions.parse(words)) {
                pass(instruction);
            }
        } catch (GuacamoleException e) {
            LOG.info("Console of {} was sent {} characters that are no instructions, closing it", this, words.length());
            end(Ending.UNREADABLE);
        } catch (IOException e) {
            end(Ending.SILENT_BROWSER);
        }
    }

    private void pass(GuacamoleInstruction instruction) throws GuacamoleException, IOException {
        if (instruction.getOpcode().equals(INTERNAL)) {
            var args = instruction.getArgs();
            if (args.size() == 2 && args.getFirst().equals("ping")) {
                browser.answer(instruction.toString());
            }
            return;
        }
        var opcode = BrowserOpcode.of(instruction);
        if (opcode.isEmpty()) {
            LOG.debug("Console of {} may not say {}", this, instruction.getOpcode());
        } else if (opcode.get() == BrowserOpcode.DISCONNECT) {
            end(Ending.CLOSED);
        } else if (line != null && line.takes(opcode.get())) {
            write(line, instruction);
        }
    }

    private void write(FarLine to, GuacamoleInstruction instruction) throws GuacamoleClientException {
        try {
            to.write(instruction);
        } catch (GuacamoleClientException e) {
            throw e;
        } catch (GuacamoleException e) {
            LOG.debug("Console of {} is ending, a key was lost", this, e);
        }
    }

    private synchronized boolean attach(FarLine dialled) {
        if (ended == null) {
            line = dialled;
        }
        return ended == null;
    }

    private synchronized boolean isOver() {
        return ended != null;
    }

    /** The screen is let go first: however slow the browser is, the next one can have it. */
    void end(Ending ending) {
        FarLine open;
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = ending;
            open = line;
        }
        if (open != null) {
            open.close();
        }
        consoles.forget(this);
        LOG.info("Console of {} ended: {}", this, ending.status());
        try {
            browser.close(ending);
        } catch (IOException e) {
            LOG.debug("The browser of {} was gone already", this, e);
        }
    }

    @Override
    public String toString() {
        Access.Pass known = pass;
        return known == null
                ? "a visitor from " + visitor.origin()
                : "VM " + known.use().vm() + " for user " + known.use().user();
    }
}
