package dev.slipway.catalog;

/** For which processors an image is made. */
public enum Architecture {
    X86_64("x86_64"),
    AARCH64("aarch64");

    private final String words;

    Architecture(String words) {
        this.words = words;
    }

    /** As hosts say it of themselves. */
    public String words() {
        return words;
    }
}
