package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.SerialOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A guest's serial line: what it has said, and who listens. Guarded by its {@link Domains}. */
final class SimulatedLine {
    private static final String BOOT = """
            [    0.000000] Linux version 6.1.0 (simulated)\r
            [    0.004000] Command line: console=tty0 console=ttyS0,115200\r
            [    0.120000] virtio_blk virtio1: [vda] 2097152 512-byte logical blocks\r
            [\033[0;32m  OK  \033[0m] Reached target Network.\r
            [\033[0;32m  OK  \033[0m] Started OpenSSH server.\r

            """;

    private byte[] said = new byte[0];
    private boolean kept;
    private Optional<SimulatedSerialConsole> listener = Optional.empty();

    /** @param keep whether its host keeps what it says from now on */
    void boot(String name, boolean keep) {
        kept = keep;
        say((BOOT + name + " login: ").getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing is kept of one that was started before its host kept any. */
    boolean isKept() {
        return kept;
    }

    void keepNothing() {
        kept = false;
    }

    void say(byte[] more) {
        listener.ifPresent(one -> one.say(more));
        if (kept) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(said);
            all.writeBytes(more);
            said = all.toByteArray();
        }
    }

    /** It shows what is typed, as guests do, and answers each line. */
    void type(byte[] typed) {
        var shown = new String(typed, StandardCharsets.UTF_8).replace("\r", "\r\nsimulated: not found\r\n# ");
        say(shown.getBytes(StandardCharsets.UTF_8));
    }

    void listen(SimulatedSerialConsole other) {
        hangUp();
        listener = Optional.of(other);
    }

    void hangUp() {
        listener.ifPresent(SimulatedSerialConsole::close);
        listener = Optional.empty();
    }

    SerialOutput read(long wish, int most) {
        var from = (int) SerialOutput.begin(wish, said.length);
        var to = (int) Math.min(said.length, (long) from + most);
        return new SerialOutput(Arrays.copyOfRange(said, from, to), from, said.length);
    }

    void bound(long most, int leave) {
        if (said.length > most) {
            said = read(-leave, leave).bytes();
        }
    }
}
