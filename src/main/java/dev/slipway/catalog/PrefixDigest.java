package dev.slipway.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Adds up what is read, and can tell the sum of what was read up to a moment ago, where reading has gone on since. */
final class PrefixDigest extends FilterInputStream {
    private final MessageDigest digest = Sha256.digest();
    private final ConcurrentNavigableMap<Long, MessageDigest> marks = new ConcurrentSkipListMap<>();
    private long position;

    PrefixDigest(InputStream content) {
        super(content);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        int count = super.read(into, offset, most);
        if (count > 0) {
            digest.update(into, offset, count);
            position += count;
            marks.put(position, copy(digest));
        }
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        throw new IOException("what is skipped is not added up");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Nobody will ask for less than this any more. */
    void forgetBefore(long bytes) {
        marks.headMap(bytes).clear();
    }

    /**
     * SHA-256 of the first bytes, in lower-case hexadecimal.
     *
     * @param bytes up to which one of the reads has come, not before what is forgotten
     */
    String upTo(long bytes) {
        MessageDigest there = marks.get(bytes);
        if (there == null) {
            throw new IllegalStateException("no read ended at " + bytes);
        }
        return Sha256.hex(copy(there));
    }

    /** SHA-256 of all that was read. */
    String whole() {
        return Sha256.hex(copy(digest));
    }

    private static MessageDigest copy(MessageDigest of) {
        try {
            return (MessageDigest) of.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every Java can be copied", e);
        }
    }
}
