package dev.slipway.vm.disk;

import java.util.Optional;

/** How far a disk is, and what is being done with it. One whose making fails is not there any more, nor is one that is deleted. */
public enum DiskState {
    CREATING("being made"),
    READY("ready"),
    ATTACHING("being attached"),
    DETACHING("being detached"),
    GROWING("being made larger"),
    DELETING("being deleted"),
    /** Its host was given up: only the record is left, until somebody deletes it. */
    LOST("lost with its host");

    private final String words;

    DiskState(String words) {
        this.words = words;
    }

    /** For sentences: "it is being attached". */
    public String words() {
        return words;
    }

    boolean canBecome(DiskState next) {
        return switch (this) {
            case CREATING, ATTACHING, DETACHING, GROWING -> next == READY;
            case READY ->
                switch (next) {
                    case ATTACHING, DETACHING, GROWING, DELETING, LOST -> true;
                    case CREATING, READY -> false;
                };
            // Its deletion can fail.
            case DELETING -> next == READY || next == LOST;
            case LOST -> next == DELETING;
        };
    }

    /** Whether the VM that it belongs to is defined with it. */
    boolean isInDefinition() {
        return switch (this) {
            case READY, DETACHING, GROWING -> true;
            case CREATING, ATTACHING, DELETING, LOST -> false;
        };
    }

    /** Why nothing else is done with it now. */
    Optional<String> whyBusy() {
        return switch (this) {
            case READY, LOST -> Optional.empty();
            case CREATING, ATTACHING, DETACHING, GROWING, DELETING ->
                Optional.of("This disk is " + words + ". Wait until that has ended.");
        };
    }
}
