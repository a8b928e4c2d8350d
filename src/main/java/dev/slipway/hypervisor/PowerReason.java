package dev.slipway.hypervisor;

/** Why a domain is in its power state, as far as its host tells. */
public enum PowerReason {
    /** Started by whoever. */
    BOOTED,
    /** The guest halted, or obeyed a shutdown. */
    GUEST_SHUTDOWN,
    /** Somebody pulled the plug. */
    POWERED_OFF,
    /** The guest or its QEMU process died. */
    CRASHED,
    /** It could not be started. */
    FAILED,
    /** Paused by whoever. */
    PAUSED_BY_REQUEST,
    /** Paused because its disk's storage is full or broken. */
    IO_ERROR,
    UNKNOWN
}
