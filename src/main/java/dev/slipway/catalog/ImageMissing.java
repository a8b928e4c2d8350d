package dev.slipway.catalog;

import dev.slipway.kernel.Problem;

/** The master of a published image is not in the image store as it was published. An administrator has to put it back. */
public class ImageMissing extends Problem {
    ImageMissing(String image, String logDetail) {
        super(
                "image-missing",
                "The file of image " + image
                        + " is missing or was changed in the portal's image store. Choose another image, "
                        + "or ask an administrator to publish it again.",
                logDetail,
                null);
    }

    @Override
    public String title() {
        return "Image missing";
    }
}
