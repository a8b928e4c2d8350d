package dev.slipway.catalog;

/**
 * What is said of a new version of an image, and of the image itself.
 *
 * @param versionLabel such as {@code 2026-11}
 * @param releaseNotes what is new in this version, in Markdown
 */
public record ImageDraft(
        ImageKind kind,
        String name,
        ImageAbout about,
        ImageSystem system,
        ImageNeeds needs,
        String versionLabel,
        String releaseNotes) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST_NOTES = 10_000;

    public ImageDraft {
        Words.line(name, LONGEST_NAME, "name", "An image's name has 1 to 100 characters.");
        Words.line(versionLabel, LONGEST_LABEL, "versionLabel", "A version's label has 1 to 64 characters.");
        Words.text(releaseNotes, LONGEST_NOTES, "releaseNotes", "Release notes have up to 10000 characters of text.");
    }

    /** A golden image for the processors that hosts have, about which nothing more is known. */
    public ImageDraft(
            String name,
            String description,
            String os,
            String defaultUser,
            Firmware firmware,
            boolean cloudInit,
            boolean guestAgent,
            long minMemoryMib,
            String versionLabel) {
        this(
                ImageKind.GOLDEN,
                name,
                ImageAbout.of(description),
                ImageSystem.of(os, firmware, defaultUser, cloudInit, guestAgent),
                ImageNeeds.memory(minMemoryMib),
                versionLabel,
                "");
    }

    public ImageDraft withReleaseNotes(String other) {
        return new ImageDraft(kind, name, about, system, needs, versionLabel, other);
    }
}
