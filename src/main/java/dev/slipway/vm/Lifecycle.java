package dev.slipway.vm;

/** Where a VM is between its launch and its end. */
enum Lifecycle {
    LAUNCHING,
    READY,
    /** The launch was undone: only the record is left, with the reason, until its owner deletes it. */
    FAILED,
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
            // A deletion that could not be carried through leaves the VM as it was, to be deleted again.
            case DELETING -> next == READY || next == FAILED;
        };
    }
}
