package dev.slipway.intake;

import dev.slipway.kernel.InvalidRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What a file has to add up to. */
public record Checksum(Kind kind, String hex) {
    /** Of which the length tells. */
    public enum Kind {
        SHA256("SHA-256", 64),
        SHA512("SHA-512", 128);

        private final String algorithm;
        private final int length;

        Kind(String algorithm, int length) {
            this.algorithm = algorithm;
            this.length = length;
        }

        MessageDigest digest() {
            try {
                return MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }

        public String words() {
            return algorithm;
        }
    }

    /** @throws InvalidRequest if it is no SHA-256 and no SHA-512 */
    public static Checksum parse(String text) {
        String hex = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^sha(256|512):", "");
        for (Kind kind : Kind.values()) {
            if (hex.length() == kind.length && hex.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
                return new Checksum(kind, hex);
            }
        }
        throw new InvalidRequest(
                "checksum-unreadable",
                "checksum",
                "A checksum is a SHA-256 of 64 or a SHA-512 of 128 hexadecimal digits.");
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    void require(String actual) {
        if (!hex.equals(actual)) {
            throw new InvalidRequest(
                    "checksum-wrong",
                    "checksum",
                    "What came is not what was meant: its " + kind.words() + " is " + actual + ", not " + hex
                            + ". Get the file anew, and compare the checksum with that of its maker.");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
