package dev.slipway.console;

import dev.slipway.hypervisor.SerialConsole;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A serial line that a test speaks on. */
final class SpokenLine implements SerialConsole {
    private static final Optional<byte[]> END = Optional.empty();

    private final BlockingQueue<Optional<byte[]>> said = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private volatile boolean closed;

    void say(String words) {
        said.add(Optional.of(words.getBytes(StandardCharsets.UTF_8)));
    }

    /** From the guest's side. */
    void hangUp() {
        said.add(END);
    }

    synchronized String typed() {
        return typed.toString(StandardCharsets.UTF_8);
    }

    boolean isClosed() {
        return closed;
    }

    int unread() {
        return said.size();
    }

    @Override
    public Optional<byte[]> read(Duration patience) {
        try {
            var next = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return next == null ? Optional.of(new byte[0]) : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    @Override
    public synchronized void write(byte[] bytes) {
        typed.writeBytes(bytes);
    }

    @Override
    public void close() {
        closed = true;
        said.add(END);
    }
}
