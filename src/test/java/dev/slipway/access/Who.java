package dev.slipway.access;

/** Whom every door is tried with, in the order of the pages' columns. */
enum Who {
    NOBODY("no one"),
    STRANGER("another tenant's administrator"),
    VIEWER("project viewer"),
    MEMBER("project member"),
    OWNER("the member whose it is"),
    MANAGER("project manager"),
    TENANT_ADMIN("tenant administrator"),
    AUDITOR("platform auditor"),
    ADMIN("platform administrator");

    private final String words;

    Who(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
