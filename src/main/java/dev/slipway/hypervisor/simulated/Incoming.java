package dev.slipway.hypervisor.simulated;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What has come of an upload by now. The bytes themselves are not kept. */
final class Incoming {
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(SimulatedFile.HEAD);
    private final MessageDigest digest;
    private long bytes;

    Incoming() {
        this(sha256());
    }

    private Incoming(MessageDigest digest) {
        this.digest = digest;
    }

    void take(byte[] piece, int count) {
        digest.update(piece, 0, count);
        head.write(piece, 0, Math.min(count, Math.max(0, SimulatedFile.HEAD - head.size())));
        bytes += count;
    }

    long bytes() {
        return bytes;
    }

    byte[] head() {
        return head.toByteArray();
    }

    Incoming copy() {
        try {
            var copy = new Incoming((MessageDigest) digest.clone());
            copy.head.writeBytes(head.toByteArray());
            copy.bytes = bytes;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every Java can be copied", e);
        }
    }

    Uploaded whole() {
        return new Uploaded(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
