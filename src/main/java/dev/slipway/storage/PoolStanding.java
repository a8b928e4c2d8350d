package dev.slipway.storage;

/** How a pool stands on its host. */
public enum PoolStanding {
    MAKING("Being made"),
    ACTIVE("Active"),
    STOPPED("Stopped"),
    /** Its host does not know it any more. */
    GONE("Gone");

    private final String words;

    PoolStanding(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
