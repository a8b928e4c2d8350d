package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One upload, piece by piece: between any two the host may go down or fill up. */
final class Transfer {
    private static final int PIECE = 64 * 1024;
    private static final int HEAD = SimulatedFile.HEAD;

    private final Disks disks;
    private final Runnable stillReachable;

    Transfer(Disks disks, Runnable stillReachable) {
        this.disks = disks;
        this.stillReachable = stillReachable;
    }

    void run(VolumeRef ref, VolumeFormat format, InputStream content, long bytes, LongConsumer progress) {
        var volume = disks.begin(ref);
        var digest = sha256();
        var head = new ByteArrayOutputStream(HEAD);
        var piece = new byte[PIECE];
        long sent = 0;
        while (sent < bytes) {
            int n = read(content, piece, (int) Math.min(PIECE, bytes - sent));
            if (n < 0) {
                throw problem("The content ended after " + sent + " of " + bytes + " bytes.", null);
            }
            stillReachable.run();
            disks.grow(volume, n);
            digest.update(piece, 0, n);
            head.write(piece, 0, Math.min(n, Math.max(0, HEAD - head.size())));
            sent += n;
            progress.accept(sent);
        }
        disks.complete(
                volume,
                format,
                head.toByteArray(),
                new Uploaded(bytes, HexFormat.of().formatHex(digest.digest())));
    }

    private static int read(InputStream content, byte[] piece, int most) {
        try {
            return content.read(piece, 0, most);
        } catch (IOException e) {
            throw problem("The content could not be read.", e);
        }
    }

    private static HypervisorProblem problem(String message, @Nullable Throwable cause) {
        return new HypervisorProblem(Kind.REFUSED, message, "simulated upload: " + message, cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
