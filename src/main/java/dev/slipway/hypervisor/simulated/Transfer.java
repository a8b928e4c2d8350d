package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.UploadParts;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One upload, piece by piece: between any two the host may go down or fill up. */
final class Transfer {
    private static final int PIECE = 64 * 1024;

    private final Disks disks;
    private final Runnable stillReachable;

    Transfer(Disks disks, Runnable stillReachable) {
        this.disks = disks;
        this.stillReachable = stillReachable;
    }

    void run(VolumeRef ref, VolumeFormat format, InputStream rest, long from, long bytes, UploadParts parts) {
        var volume = from == 0 ? disks.begin(ref) : disks.goOn(ref, from);
        var incoming = from == 0 ? new Incoming() : disks.arrived(volume, from);
        var piece = new byte[PIECE];
        while (incoming.bytes() < bytes) {
            int n = read(rest, piece, (int) Math.min(PIECE, bytes - incoming.bytes()));
            if (n < 0) {
                throw problem("The content ended after " + incoming.bytes() + " of " + bytes + " bytes.", null);
            }
            stillReachable.run();
            disks.grow(volume, n);
            incoming.take(piece, n);
            parts.sent(incoming.bytes());
            if (incoming.bytes() < bytes && parts.isDue()) {
                disks.keep(volume, incoming.copy());
                parts.arrived(incoming.bytes());
            }
        }
        disks.complete(volume, format, incoming.head(), incoming.whole());
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
}
