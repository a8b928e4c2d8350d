package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;

/** libvirt's numbers for a domain's state and its reason, from {@code libvirt-domain.h}. */
record PowerStates(PowerState power, PowerReason reason) {
    static PowerStates of(int state, int reason) {
        return switch (state) {
            case 1, 2 -> new PowerStates(PowerState.RUNNING, PowerReason.BOOTED);
            case 3, 7 -> new PowerStates(PowerState.PAUSED, paused(reason));
            case 4 -> new PowerStates(PowerState.SHUTTING_DOWN, PowerReason.GUEST_SHUTDOWN);
            case 6 -> new PowerStates(PowerState.CRASHED, PowerReason.CRASHED);
            default -> off(reason);
        };
    }

    /** Whether the host says that it is off because its memory was kept, which may be thrown away by now. */
    static boolean isSaved(int state, int reason) {
        return state == 5 && reason == 5;
    }

    private static PowerReason paused(int reason) {
        return switch (reason) {
            case 1 -> PowerReason.PAUSED_BY_REQUEST;
            case 5 -> PowerReason.IO_ERROR;
            case 10 -> PowerReason.CRASHED;
            default -> PowerReason.UNKNOWN;
        };
    }

    private static PowerStates off(int reason) {
        return switch (reason) {
            case 1 -> new PowerStates(PowerState.OFF, PowerReason.GUEST_SHUTDOWN);
            case 2 -> new PowerStates(PowerState.OFF, PowerReason.POWERED_OFF);
            case 3 -> new PowerStates(PowerState.CRASHED, PowerReason.CRASHED);
            case 6 -> new PowerStates(PowerState.OFF, PowerReason.FAILED);
            default -> new PowerStates(PowerState.OFF, PowerReason.UNKNOWN);
        };
    }
}
