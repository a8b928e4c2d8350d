package dev.slipway.vm;

/** The one word a person sees: made of what is wanted, what is under way and what was last observed. */
public enum VmStatus {
    LAUNCHING("Launching"),
    STARTING("Starting"),
    RUNNING("Running"),
    SHUTTING_DOWN("Shutting down"),
    REBOOTING("Rebooting"),
    STOPPING("Stopping"),
    RESTORING("Restoring"),
    STOPPED("Stopped"),
    PAUSED("Paused"),
    CRASHED("Crashed"),
    /** The host has no definition of it any more. */
    MISSING("Missing"),
    /** Its host does not answer. */
    UNKNOWN("Unknown"),
    /** The launch failed and was undone. */
    FAILED("Failed"),
    /** Deleted, and can be restored until it is deleted for good. */
    BINNED("In the recycle bin"),
    DELETING("Deleting"),
    /** Its host was given up: its disk is gone. */
    LOST("Lost"),
    HIBERNATING("Hibernating"),
    /** Off, its memory kept on its host: it goes on where it was. */
    HIBERNATED("Hibernated"),
    /** It runs, started from a disc in its drives. */
    IN_RESCUE("In rescue");

    private final String words;

    VmStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
