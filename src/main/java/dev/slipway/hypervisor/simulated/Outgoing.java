package dev.slipway.hypervisor.simulated;

import java.io.InputStream;
import java.util.Objects;

/** One download, piece by piece: between any two the host may go down. */
final class Outgoing extends InputStream {
    private static final int PIECE = 64 * 1024;

    private final SimulatedFile file;
    private final Runnable stillReachable;
    private long position;

    Outgoing(SimulatedFile file, Runnable stillReachable) {
        this.file = file;
        this.stillReachable = stillReachable;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        Objects.checkFromIndexSize(offset, most, into.length);
        if (position >= file.length()) {
            return -1;
        }
        stillReachable.run();
        var count = (int) Math.min(Math.min(most, PIECE), file.length() - position);
        file.read(position, into, offset, count);
        position += count;
        return count;
    }
}
