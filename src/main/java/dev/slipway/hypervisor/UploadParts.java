package dev.slipway.hypervisor;

import java.util.function.LongConsumer;

/** Follows a volume's way onto a host, and says when what was sent so far is to be kept there whatever comes after. */
public interface UploadParts {
    /** @param sofar bytes of the whole that are sent, those of earlier uploads among them */
    void sent(long sofar);

    /** Asked after each piece: whether the host shall say now that it has all that was sent. Costs a moment. */
    boolean isDue();

    /** The host has this many bytes from the beginning on, and keeps them if what comes after fails. */
    void arrived(long bytes);

    /** All or nothing. */
    static UploadParts none(LongConsumer progress) {
        return new UploadParts() {
            @Override
            public void sent(long sofar) {
                progress.accept(sofar);
            }

            @Override
            public boolean isDue() {
                return false;
            }

            @Override
            public void arrived(long bytes) {
                throw new IllegalStateException("nothing is kept of what is all or nothing");
            }
        };
    }
}
