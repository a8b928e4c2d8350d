package dev.slipway.operation;

/** Another node has taken the operation on: whoever meets this stops, and touches nothing any more. */
final class FencedOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedOff() {
        super("the operation was taken over", null, false, false);
    }
}
