package dev.slipway.host;

/** Whether a host takes new VMs. {@code UNREACHABLE} is observed; the others are wished for by an administrator. */
public enum HostState {
    ENABLED,
    DISABLED,
    UNREACHABLE
}
