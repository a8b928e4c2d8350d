package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.SerialConsole;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Whoever has a simulated guest's serial line. */
final class SimulatedSerialConsole implements SerialConsole {
    private static final Optional<byte[]> END = Optional.empty();

    private final BlockingQueue<Optional<byte[]>> said = new LinkedBlockingQueue<>();
    private final Consumer<byte[]> guest;

    /** @param guest what it does with what is typed */
    SimulatedSerialConsole(Consumer<byte[]> guest) {
        this.guest = guest;
    }

    void say(byte[] words) {
        said.add(Optional.of(words));
    }

    @Override
    public Optional<byte[]> read(Duration patience) {
        try {
            var next = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                return Optional.of(new byte[0]);
            }
            if (next.isEmpty()) {
                said.add(END);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    @Override
    public void write(byte[] typed) {
        guest.accept(typed);
    }

    @Override
    public void close() {
        said.add(END);
    }
}
