package dev.slipway.quota;

/** Where a grant stands; only an active one is part of a limit. */
public enum GrantState {
    ACTIVE,
    /** Its time was over. */
    ENDED,
    /** Somebody ended it early. */
    REVOKED;

    public boolean canBecome(GrantState next) {
        return switch (this) {
            case ACTIVE -> next != ACTIVE;
            case ENDED, REVOKED -> false;
        };
    }

    public boolean isFinal() {
        return this != ACTIVE;
    }
}
