package dev.slipway.identity;

import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals small secrets for the database: AES-256-GCM, each bound to its owner, with a key that is not in the database. A
 * sealed secret names its key, so that another key can come into use while old ones still open what they sealed.
 */
@Component
public class SecretSeal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecureRandom random = new SecureRandom();
    private final SealKey key;
    private final List<SealKey> all = new ArrayList<>();

    @Autowired
    SecretSeal(SecretSettings settings, @Value("${slipway.state}") Path state) {
        String given = settings.key();
        Path file = settings.keyFile() == null ? state.resolve("secrets.key") : settings.keyFile();
        try {
            key = SealKey.of(given == null || given.isBlank() ? SecretKeyFile.read(file, SealKey.BYTES) : given);
            all.add(key);
            settings.oldKeys().stream().map(SealKey::of).forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key for secrets in " + file, e);
        }
    }

    /** With the key that is kept in that directory, made at first use. */
    public static SecretSeal keptIn(Path state) {
        return new SecretSeal(new SecretSettings(null, null, List.of()), state);
    }

    /** @param owner whose it is: for another it does not open */
    public byte[] seal(byte[] secret, UUID owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner, true).doFinal(secret);
            return ByteBuffer.allocate(SealKey.MARK_BYTES + NONCE_BYTES + sealed.length)
                    .put(key.mark())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws Unavailable if it was sealed with a key that this node does not have, or for another owner */
    public byte[] open(byte[] sealed, UUID owner) {
        GeneralSecurityException last = null;
        for (SealKey one : all) {
            try {
                Optional<byte[]> named = one.marked(sealed);
                if (named.isPresent()) {
                    return open(named.get(), one, owner, true);
                }
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        // From before secrets named their key.
        for (SealKey one : all) {
            try {
                return open(sealed, one, owner, false);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw new Unavailable(
                "secret-unavailable",
                "Something secret cannot be read right now. Ask a platform administrator.",
                "a secret of " + owner + " was sealed with another slipway.secrets.key than this node has",
                last);
    }

    private static byte[] open(byte[] sealed, SealKey key, UUID owner, boolean named) throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(sealed).get(nonce);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, owner, named).doFinal(rest);
    }

    private static Cipher cipher(int mode, SealKey key, byte[] nonce, UUID owner, boolean named)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array());
        if (named) {
            cipher.updateAAD(key.mark());
        }
        return cipher;
    }
}
