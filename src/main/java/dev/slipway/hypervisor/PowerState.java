package dev.slipway.hypervisor;

/** What a host shows of a domain. {@code SHUTTING_DOWN}: still running, asked to stop. */
public enum PowerState {
    RUNNING,
    PAUSED,
    SHUTTING_DOWN,
    OFF,
    CRASHED,
    /** Off, and its host keeps what was in its memory. */
    HIBERNATED;

    /** Whether it holds CPU time and memory on its host. */
    public boolean isOn() {
        return switch (this) {
            case RUNNING, PAUSED, SHUTTING_DOWN -> true;
            case OFF, CRASHED, HIBERNATED -> false;
        };
    }
}
