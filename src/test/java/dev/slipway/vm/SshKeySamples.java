package dev.slipway.vm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Public keys that nobody has the private half of. */
public final class SshKeySamples {
    private SshKeySamples() {}

    public static String fresh() {
        var id = UUID.randomUUID();
        var blob = ByteBuffer.allocate(51)
                .putInt(11)
                .put("ssh-ed25519".getBytes(StandardCharsets.US_ASCII))
                .putInt(32)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(7)
                .putLong(7);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
    }
}
