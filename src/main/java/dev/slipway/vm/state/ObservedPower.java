package dev.slipway.vm.state;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.vm.VmStatus;
import java.util.Optional;

/** What a VM's host showed of it last. */
public enum ObservedPower {
    RUNNING("running"),
    PAUSED("paused"),
    SHUTTING_DOWN("shutting down"),
    OFF("off"),
    CRASHED("crashed"),
    /** The host says that it has no such domain. */
    MISSING("missing"),
    /** Off, and its host keeps its memory. */
    HIBERNATED("hibernated");

    private final String words;

    ObservedPower(String words) {
        this.words = words;
    }

    /** @param seen empty only if the host says that there is no such domain */
    public static ObservedPower of(Optional<DomainObservation> seen) {
        if (seen.isEmpty()) {
            return MISSING;
        }
        return switch (seen.get().power()) {
            case RUNNING -> RUNNING;
            case PAUSED -> PAUSED;
            case SHUTTING_DOWN -> SHUTTING_DOWN;
            case OFF -> OFF;
            case CRASHED -> CRASHED;
            case HIBERNATED -> HIBERNATED;
        };
    }

    /** As people read it where nothing else is known or under way. */
    public VmStatus status() {
        return switch (this) {
            case RUNNING -> VmStatus.RUNNING;
            case PAUSED -> VmStatus.PAUSED;
            case SHUTTING_DOWN -> VmStatus.SHUTTING_DOWN;
            case OFF -> VmStatus.STOPPED;
            case CRASHED -> VmStatus.CRASHED;
            case MISSING -> VmStatus.MISSING;
            case HIBERNATED -> VmStatus.HIBERNATED;
        };
    }

    public String words() {
        return words;
    }

    /** Whether it holds CPU time and memory on its host, and has a screen. */
    public boolean isOn() {
        return switch (this) {
            case RUNNING, PAUSED, SHUTTING_DOWN -> true;
            case OFF, CRASHED, MISSING, HIBERNATED -> false;
        };
    }
}
