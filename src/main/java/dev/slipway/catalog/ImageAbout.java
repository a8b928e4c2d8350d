package dev.slipway.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What people read about an image.
 *
 * @param description Markdown
 * @param endOfLife from that day on nobody mends what is in it any more
 */
public record ImageAbout(String description, String licence, String maintainer, Optional<LocalDate> endOfLife) {
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int LONGEST_LICENCE = 500;
    private static final int LONGEST_MAINTAINER = 200;

    public ImageAbout {
        Words.text(
                description, LONGEST_DESCRIPTION, "description", "A description has up to 10000 characters of text.");
        Words.text(licence, LONGEST_LICENCE, "licence", "A note on the licence has up to 500 characters.");
        Words.lineOrNothing(
                maintainer, LONGEST_MAINTAINER, "maintainer", "Name the maintainer in up to 200 characters.");
    }

    public static ImageAbout of(String description) {
        return new ImageAbout(description, "", "", Optional.empty());
    }
}
