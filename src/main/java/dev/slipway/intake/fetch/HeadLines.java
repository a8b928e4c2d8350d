package dev.slipway.intake.fetch;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Lines before a file, of which a server could send as many, as long and as slowly as it likes. */
final class HeadLines {
    private final InputStream in;
    private final long end;
    private int left;

    HeadLines(InputStream in, int most, Duration patience) {
        this.in = in;
        this.left = most;
        this.end = System.nanoTime() + patience.toNanos();
    }

    String next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the line ended within the head");
            }
            if (--left < 0 || System.nanoTime() > end) {
                throw new IOException("a head without end");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
