package dev.slipway.catalog;

/** What is in an image. @param defaultUser who the SSH key lets in; empty if nobody is let in by one */
public record ImageSystem(
        String os,
        Architecture architecture,
        Firmware firmware,
        String defaultUser,
        boolean cloudInit,
        boolean guestAgent) {
    private static final int LONGEST_OS = 200;

    public ImageSystem {
        Words.line(os, LONGEST_OS, "os", "Name the operating system in 1 to 200 characters.");
        Words.require(
                defaultUser.matches("[a-z_][a-z0-9_-]{0,31}") || (defaultUser.isEmpty() && !cloudInit),
                "defaultUser",
                "The default user is a Linux account such as debian: lower-case letters, digits, _ and -. Only an image"
                        + " without cloud-init may have none.");
    }

    /** For the processors that hosts have. */
    public static ImageSystem of(
            String os, Firmware firmware, String defaultUser, boolean cloudInit, boolean guestAgent) {
        return new ImageSystem(os, Architecture.X86_64, firmware, defaultUser, cloudInit, guestAgent);
    }
}
