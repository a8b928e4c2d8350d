package dev.slipway.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** A public key that nobody has the private half of. */
public final class SshKeySample {
    private static final int KEY_BYTES = 32;

    private SshKeySample() {}

    public static String fresh() {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        UUID id = UUID.randomUUID();
        ByteBuffer blob = ByteBuffer.allocate(2 * Integer.BYTES + type.length + KEY_BYTES);
        blob.putInt(type.length).put(type).putInt(KEY_BYTES);
        blob.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array()) + " somebody@somewhere";
    }
}
