package dev.slipway.vm.state;

/** Where a VM is between its launch and its end. */
public enum Lifecycle {
    LAUNCHING,
    READY,
    /** The launch was undone: only the record is left, with the reason, until its owner deletes it. */
    FAILED,
    /** Deleted, but still whole on its host, off: restored by whoever wants it back, or deleted for good when its days are over. */
    BINNED,
    /** Turned off on its way into the recycle bin, or taken off its host for good. */
    DELETING,
    /** Its host was given up: only the record is left, with the reason, until its owner deletes it. */
    LOST;

    /** A row that is deleted ends without a further state. */
    boolean canBecome(Lifecycle next) {
        return switch (this) {
            case LAUNCHING -> next == READY || next == FAILED;
            // One that waited in a warm pool is launched once more, as what its taker asked for.
            case READY -> next == DELETING || next == LOST || next == LAUNCHING;
            case FAILED, LOST -> next == DELETING;
            case BINNED -> next == READY || next == DELETING || next == LOST;
            // A deletion that could not be carried through leaves the VM as it was, to be deleted again.
            case DELETING -> next == READY || next == FAILED || next == BINNED;
        };
    }

    /** Whether it is on its host with all that it has: what its host shows of it is followed then. */
    public boolean isWhole() {
        return switch (this) {
            case READY, BINNED -> true;
            case LAUNCHING, FAILED, DELETING, LOST -> false;
        };
    }
}
