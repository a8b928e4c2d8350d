package dev.slipway.vm.serial;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.SerialConsole;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A running VM's serial line, in the hands of one who may have it. For the console alone. */
public final class SerialLine implements AutoCloseable {
    private static final int LOOKS = 6;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final SerialConsole console;
    private final Supplier<Ended> why;

    /** Why it has ended. */
    public enum Ended {
        OFF,
        /** There is one at a line, and somebody else has come. */
        TAKEN,
        /** Its host is gone, or it has gone to another one. */
        LOST
    }

    /** @param why it has ended, asked once it has */
    public SerialLine(SerialConsole console, Supplier<Ended> why) {
        this.console = console;
        this.why = why;
    }

    public static SerialLine on(Hypervisor host, VmId vm) {
        return new SerialLine(host.openSerialConsole(vm.value()), () -> ended(host, vm));
    }

    /**
     * Its host alone knows: a line that was taken ends as one of a guest that is off does, and that a moment before its host
     * says that it is off.
     */
    private static Ended ended(Hypervisor host, VmId vm) {
        try {
            for (var look = 1; ; look++) {
                var seen = host.observe(vm.value()).map(domain -> domain.power().isOn());
                if (seen.isEmpty()) {
                    return Ended.LOST;
                }
                if (!seen.get()) {
                    return Ended.OFF;
                }
                if (look == LOOKS) {
                    return Ended.TAKEN;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (Problem e) {
            return Ended.LOST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ended.LOST;
        }
    }

    /** What the guest says next; nothing in it if it said nothing in time; empty if the line has ended. */
    public Optional<byte[]> read(Duration patience) {
        return console.read(patience);
    }

    public void write(byte[] typed) {
        console.write(typed);
    }

    /** Asks its host. */
    public Ended ended() {
        return why.get();
    }

    @Override
    public void close() {
        console.close();
    }
}
