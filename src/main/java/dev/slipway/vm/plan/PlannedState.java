package dev.slipway.vm.plan;

/** Where a launch stands that waits for quota. */
public enum PlannedState {
    /** Its request is not decided yet. */
    WAITING("Launches when approved"),
    /** Approved, and about to be launched. */
    DUE("About to launch"),
    LAUNCHED("Launched"),
    /** Approved, but it could not be launched then; can be tried again. */
    FAILED("Could not be launched"),
    /** Nothing will be launched: the request was not approved, or its owner gave the launch up. */
    DROPPED("Will not be launched");

    private final String words;

    PlannedState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean canBecome(PlannedState next) {
        return switch (this) {
            case WAITING -> next == DUE || next == DROPPED;
            case DUE -> next == LAUNCHED || next == FAILED;
            case FAILED -> next == DUE || next == DROPPED;
            case LAUNCHED, DROPPED -> false;
        };
    }
}
