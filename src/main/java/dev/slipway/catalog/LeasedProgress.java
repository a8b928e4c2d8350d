package dev.slipway.catalog;

import java.util.function.IntConsumer;

/** Turns bytes into percents, and keeps the lease while they flow; stops a transfer that somebody else has taken over. */
final class LeasedProgress {
    private static final long RENEW_AFTER_NANOS = StagedImages.LEASE.toNanos() / 6;

    private static final int TOLD_STEP = 5;
    private static final int WHOLE = 100;

    private final StagedImageTable table;
    private final StagedCopy.Key key;
    private final long epoch;
    private final long bytes;
    private final IntConsumer progress;
    private long renewedAt = System.nanoTime();
    private int told = -1;

    LeasedProgress(StagedImageTable table, StagedCopy.Key key, long epoch, long bytes, IntConsumer progress) {
        this.table = table;
        this.key = key;
        this.epoch = epoch;
        this.bytes = bytes;
        this.progress = progress;
    }

    void sent(long sofar) {
        if (System.nanoTime() - renewedAt > RENEW_AFTER_NANOS) {
            renewedAt = System.nanoTime();
            if (!table.renew(key, epoch, StagedImages.LEASE)) {
                throw ImageTransfer.takenOver(key);
            }
        }
        int percent = (int) (sofar * 100 / bytes);
        if (percent / TOLD_STEP > told / TOLD_STEP && percent < WHOLE) {
            table.progress(key, epoch, percent);
        }
        if (percent > told) {
            told = percent;
            progress.accept(percent);
        }
    }
}
