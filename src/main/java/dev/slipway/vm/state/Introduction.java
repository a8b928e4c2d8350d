package dev.slipway.vm.state;

/** How the guest of a VM that waited in a warm pool learns whose it is now. */
public enum Introduction {
    /** It is still to be told. */
    DUE,
    /** Its agent told it, while it ran on. */
    BY_AGENT,
    /** It did not listen, so it starts once more and is told by its seed, as one that is new. */
    BY_RESTART
}
