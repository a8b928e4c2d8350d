package dev.slipway.host;

/** Whether a host takes new VMs. {@code UNREACHABLE} is observed; the others are wished for by an administrator. */
public enum HostState {
    ENABLED,
    DISABLED,
    /** Its VMs are being moved away. */
    DRAINING,
    /** Nothing runs there, and nothing may. It may be switched off, so whether it answers does not matter. */
    MAINTENANCE,
    UNREACHABLE
}
