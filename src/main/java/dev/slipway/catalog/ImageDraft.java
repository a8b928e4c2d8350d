package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import java.util.Locale;

/** What an administrator says of a new image. @param versionLabel such as {@code 2026-11} */
public record ImageDraft(
        String name,
        String description,
        String os,
        String defaultUser,
        Firmware firmware,
        boolean cloudInit,
        boolean guestAgent,
        long minMemoryMib,
        String versionLabel) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_OS = 200;
    private static final int LONGEST_LABEL = 64;
    private static final long MOST_MEMORY_MIB = 1024L * 1024;

    public ImageDraft {
        require(fits(name, LONGEST_NAME), "name", "An image's name has 1 to 100 characters.");
        require(description.length() <= LONGEST_DESCRIPTION, "description", "A description has up to 2000 characters.");
        require(fits(os, LONGEST_OS), "os", "Name the operating system in 1 to 200 characters.");
        require(fits(versionLabel, LONGEST_LABEL), "versionLabel", "A version's label has 1 to 64 characters.");
        require(
                defaultUser.matches("[a-z_][a-z0-9_-]{0,31}"),
                "defaultUser",
                "The default user is a Linux account such as debian: lower-case letters, digits, _ and -.");
        require(
                minMemoryMib >= 0 && minMemoryMib <= MOST_MEMORY_MIB,
                "minMemoryMib",
                "The least memory is between 0 and 1 TiB.");
    }

    private static boolean fits(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.strip().equals(text)
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean good, String field, String sentence) {
        if (!good) {
            throw new InvalidRequest("image-" + field.toLowerCase(Locale.ROOT), field, sentence);
        }
    }
}
