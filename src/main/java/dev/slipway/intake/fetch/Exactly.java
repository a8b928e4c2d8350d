package dev.slipway.intake.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes and no more; fewer are a failure. */
final class Exactly extends InputStream {
    private final InputStream in;
    private long left;

    Exactly(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(into, from, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException(left + " bytes are missing");
        }
        left -= n;
        return n;
    }
}
