package dev.slipway.catalog;

import dev.slipway.hypervisor.UploadParts;
import java.time.Duration;

/** Follows a master on its way to a host, and writes down what has arrived there, for whoever has to go on with it. */
final class Sending implements UploadParts {
    private final StagedImageTable table;
    private final StagedCopy.Key key;
    private final long epoch;
    private final PrefixDigest content;
    private final LeasedProgress progress;
    private final long keepEveryNanos;
    private long keptAt = System.nanoTime();

    Sending(
            StagedImageTable table,
            StagedCopy.Key key,
            long epoch,
            PrefixDigest content,
            LeasedProgress progress,
            Duration keepEvery) {
        this.table = table;
        this.key = key;
        this.epoch = epoch;
        this.content = content;
        this.progress = progress;
        this.keepEveryNanos = keepEvery.toNanos();
    }

    @Override
    public void sent(long sofar) {
        content.forgetBefore(sofar);
        progress.sent(sofar);
    }

    @Override
    public boolean isDue() {
        return System.nanoTime() - keptAt >= keepEveryNanos;
    }

    @Override
    public void arrived(long bytes) {
        if (!table.arrived(key, epoch, bytes, content.upTo(bytes))) {
            throw ImageTransfer.takenOver(key);
        }
        keptAt = System.nanoTime();
    }
}
