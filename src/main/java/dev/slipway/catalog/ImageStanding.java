package dev.slipway.catalog;

import java.util.Optional;

/**
 * Who may use an image, and how long yet.
 *
 * @param replacedBy the name of the image to take instead
 * @param withdrawn why nothing is launched from this version any more, if so
 * @param newer what is current instead of this version, if it is older
 */
public record ImageStanding(
        ImageOwner owner,
        Visibility visibility,
        ImageState state,
        boolean featured,
        Optional<String> replacedBy,
        Optional<String> withdrawn,
        Optional<NewerVersion> newer) {}
