package dev.slipway.catalog;

/** Who may use an image besides its owner. */
public enum Visibility {
    PUBLIC("public"),
    TENANTS("shared with tenants"),
    /** A project's for its own people; the platform's for its administrators. */
    PRIVATE("private");

    private final String words;

    Visibility(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
