package dev.slipway.intake;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** A checksum made beside the writing, one piece after the other: on two processors, both take half the time. */
final class Digesting {
    private static final Executor BESIDE = Executors.newVirtualThreadPerTaskExecutor();

    private final MessageDigest digest;
    private CompletableFuture<Void> earlier = CompletableFuture.completedFuture(null);

    Digesting(MessageDigest digest) {
        this.digest = digest;
    }

    /** Begins with a piece once it is through with the one before. @param piece not to be changed until the next call returns */
    void update(ByteBuffer piece) {
        earlier.join();
        earlier = CompletableFuture.runAsync(() -> digest.update(piece), BESIDE);
    }

    /** Of all pieces so far, as it is now. */
    MessageDigest now() throws CloneNotSupportedException {
        earlier.join();
        return (MessageDigest) digest.clone();
    }
}
