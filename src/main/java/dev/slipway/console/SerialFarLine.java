package dev.slipway.console;

import dev.slipway.vm.serial.SerialLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.guacamole.GuacamoleClientException;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.jspecify.annotations.Nullable;

/**
 * A guest's serial line at the end of a tunnel: bytes in Base64, in the same words as a screen's. It is read all the time,
 * whatever the browser takes: of a guest that talks faster than that the last is shown, and nothing piles up anywhere.
 */
final class SerialFarLine implements FarLine {
    private static final int MOST_WAITING = 256 * 1024;
    private static final int PIECE = 6 * 1024;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final byte[] LEFT_OUT =
            "\r\n[… left out: it came faster than this page could take it …]\r\n".getBytes(StandardCharsets.UTF_8);

    private final SerialLine line;
    private final byte[] waiting = new byte[MOST_WAITING];
    private int begin;
    private int count;
    private boolean tooMuch;
    private boolean over;

    SerialFarLine(SerialLine line) {
        this.line = line;
        Thread.ofVirtual().name("serial-reader").start(this::listen);
    }

    private void listen() {
        try {
            for (var said = line.read(LOOK); said.isPresent(); said = line.read(LOOK)) {
                put(said.get());
            }
        } finally {
            end();
        }
    }

    private synchronized void put(byte[] said) {
        for (byte one : said) {
            waiting[(begin + count) % MOST_WAITING] = one;
            if (count < MOST_WAITING) {
                count++;
            } else {
                begin = (begin + 1) % MOST_WAITING;
                tooMuch = true;
            }
        }
        notifyAll();
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    /** What the guest says next; null when it is over, then {@link #ending} says why. */
    @Nullable
    String read() throws InterruptedException {
        byte[] next = take();
        return next == null
                ? null
                : new GuacamoleInstruction("term", Base64.getEncoder().encodeToString(next)).toString();
    }

    private synchronized byte @Nullable [] take() throws InterruptedException {
        while (count == 0 && !over) {
            wait();
        }
        if (tooMuch) {
            tooMuch = false;
            return LEFT_OUT;
        }
        if (count == 0) {
            return null;
        }
        var next = new byte[Math.min(count, PIECE)];
        for (var i = 0; i < next.length; i++) {
            next[i] = waiting[(begin + i) % MOST_WAITING];
        }
        begin = (begin + next.length) % MOST_WAITING;
        count -= next.length;
        return next;
    }

    Ending ending() {
        return Ending.of(line.ended());
    }

    @Override
    public boolean takes(BrowserOpcode opcode) {
        return opcode == BrowserOpcode.TYPE;
    }

    @Override
    public void write(GuacamoleInstruction instruction) throws GuacamoleException {
        try {
            line.write(Base64.getDecoder().decode(instruction.getArgs().getFirst()));
        } catch (IllegalArgumentException e) {
            throw new GuacamoleClientException("no Base64", e);
        }
    }

    @Override
    public void close() {
        line.close();
        end();
    }
}
