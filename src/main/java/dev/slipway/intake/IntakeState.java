package dev.slipway.intake;

/** How far a file has come. */
public enum IntakeState {
    /** Not all of it is here. */
    RECEIVING("coming in"),
    /** An operation fetches it, or looks into it. */
    CHECKING("being looked into"),
    /** Good, and not published yet. */
    READY("ready to publish"),
    /** The operation failed for a reason outside the file: it can be tried again. */
    WAITING("waiting"),
    /** Not acceptable. Nothing is left of it but the reason. */
    REFUSED("refused");

    private final String words;

    IntakeState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    boolean canBecome(IntakeState next) {
        return switch (this) {
            case RECEIVING -> next == CHECKING;
            case CHECKING -> next == READY || next == WAITING || next == REFUSED;
            case WAITING -> next == CHECKING;
            case READY, REFUSED -> false;
        };
    }
}
