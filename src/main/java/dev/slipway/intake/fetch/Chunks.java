package dev.slipway.intake.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body in chunks, each with its length before it (RFC 9112, 7.1); without the last one it is not whole. */
final class Chunks extends InputStream {
    private static final int MOST_LINE = 1024;
    private static final int MOST_DIGITS = 15;

    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean over;

    Chunks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left == 0 && !over) {
            begin();
        }
        if (over) {
            return -1;
        }
        int n = in.read(into, from, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the line ended within a chunk");
        }
        left -= n;
        return n;
    }

    private void begin() throws IOException {
        var lines = new HeadLines(in, MOST_LINE, Duration.ofMinutes(1));
        if (!first) {
            lines.next();
        }
        first = false;
        String size = lines.next().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1," + MOST_DIGITS + "}")) {
            throw new IOException("a chunk of no length");
        }
        left = Long.parseLong(size, 16);
        over = left == 0;
    }
}
