package dev.slipway.identity;

import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Seals small secrets for the database: AES-256-GCM, each bound to its owner, with a key that is not in the database. */
@Component
class SecretSeal {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    SecretSeal(SecretSettings settings, @Value("${slipway.state}") Path state) {
        String given = settings.key();
        Path file = settings.keyFile() == null ? state.resolve("secrets.key") : settings.keyFile();
        try {
            String text = given == null || given.isBlank() ? SecretKeyFile.read(file, KEY_BYTES) : given.strip();
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException(
                        "slipway.secrets.key must be 32 bytes in Base64: openssl rand -base64 32");
            }
            this.key = new SecretKeySpec(bytes, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key for secrets in " + file, e);
        }
    }

    byte[] seal(byte[] secret, UUID owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws Unavailable if it was sealed with another key */
    byte[] open(byte[] sealed, UUID owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(sealed).get(nonce);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new Unavailable(
                    "second-factor-unavailable",
                    "Codes cannot be checked right now. Ask a platform administrator.",
                    "a second factor was sealed with another slipway.secrets.key than this node has",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array());
        return cipher;
    }
}
