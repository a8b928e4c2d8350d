package dev.slipway.host;

/** What came of one line of the check list. A warning may be accepted, a failure may not. */
public enum CheckResult {
    WAITING("Waiting"),
    RUNNING("Looking"),
    OK("Fine"),
    WARNING("Warning"),
    FAILED("Failed"),
    /** Not looked at, because something before it failed. */
    SKIPPED("Not looked at");

    private final String words;

    CheckResult(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean isFinal() {
        return switch (this) {
            case WAITING, RUNNING -> false;
            case OK, WARNING, FAILED, SKIPPED -> true;
        };
    }
}
