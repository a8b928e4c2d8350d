package dev.slipway.catalog;

public enum Firmware {
    BIOS("BIOS"),
    UEFI("UEFI"),
    /** UEFI that starts only what is signed by the usual keys. */
    SECURE_BOOT("UEFI with Secure Boot");

    private final String words;

    Firmware(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
