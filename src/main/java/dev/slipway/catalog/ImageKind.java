package dev.slipway.catalog;

public enum ImageKind {
    /** A disk that is ready to start from. */
    GOLDEN("golden image"),
    /** A disc to install from. */
    ISO("ISO");

    private final String words;

    ImageKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
