package dev.slipway.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key for secrets, and the mark at the head of what it sealed: the form, and which key it was. */
record SealKey(SecretKey key, byte[] mark) {
    static final int BYTES = 32;
    static final int MARK_BYTES = 9;
    private static final byte FORM = 1;

    /** @param text 32 bytes in Base64 */
    static SealKey of(String text) {
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != BYTES) {
            throw new IllegalStateException("slipway.secrets.key must be 32 bytes in Base64: openssl rand -base64 32");
        }
        try {
            byte[] id = MessageDigest.getInstance("SHA-256").digest(bytes);
            byte[] mark = ByteBuffer.allocate(MARK_BYTES)
                    .put(FORM)
                    .put(id, 0, MARK_BYTES - 1)
                    .array();
            return new SealKey(new SecretKeySpec(bytes, "AES"), mark);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What comes after the mark, if it is this key's. */
    Optional<byte[]> marked(byte[] sealed) {
        return sealed.length > MARK_BYTES && Arrays.equals(sealed, 0, MARK_BYTES, mark, 0, MARK_BYTES)
                ? Optional.of(Arrays.copyOfRange(sealed, MARK_BYTES, sealed.length))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "SealKey[…]";
    }
}
