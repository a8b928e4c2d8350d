package dev.slipway.kernel;

import java.util.UUID;

/** One published, immutable version of an image. */
public record ImageVersionId(UUID value) {
    public static ImageVersionId random() {
        return new ImageVersionId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static ImageVersionId parse(String text) {
        return new ImageVersionId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
