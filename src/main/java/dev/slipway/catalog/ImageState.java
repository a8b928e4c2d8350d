package dev.slipway.catalog;

/** How long yet an image is for use. All may follow each other: who retires one by mistake takes it back. */
public enum ImageState {
    PUBLISHED("published"),
    /** Still launched from, but better not. */
    DEPRECATED("deprecated"),
    /** Nothing new is launched from it; what runs goes on. */
    RETIRED("retired");

    private final String words;

    ImageState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
