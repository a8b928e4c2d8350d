package dev.slipway.quota.request;

/** Where a request stands. */
public enum RequestState {
    OPEN("Open"),
    /** All its parts were approved, and the limits are raised. */
    APPROVED("Approved"),
    REFUSED("Refused"),
    /** Taken back by those who asked. */
    WITHDRAWN("Withdrawn"),
    /** Nobody decided in time. */
    EXPIRED("Expired");

    private final String words;

    RequestState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean canBecome(RequestState next) {
        return switch (this) {
            case OPEN -> next != OPEN;
            case APPROVED, REFUSED, WITHDRAWN, EXPIRED -> false;
        };
    }

    public boolean isFinal() {
        return this != OPEN;
    }
}
