package dev.slipway.vm.power;

/** What becomes of a VM that went off without anybody wanting that. One that was turned off, by whomever, stays off. */
public enum RestartPolicy {
    NEVER("Stays off until somebody starts it"),
    /** Crashed, or its host went down: after a while that grows with each time in a row. */
    ON_FAILURE("Is started again by itself");

    private final String words;

    RestartPolicy(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
