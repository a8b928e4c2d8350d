package dev.slipway.vm.snapshot;

/** How far a snapshot is. One whose making fails is not there any more, nor is one that is deleted. */
public enum SnapshotState {
    MAKING,
    READY,
    DELETING;

    boolean canBecome(SnapshotState next) {
        return switch (this) {
            case MAKING -> next == READY;
            case READY -> next == DELETING;
            // Its deletion can fail.
            case DELETING -> next == READY;
        };
    }
}
