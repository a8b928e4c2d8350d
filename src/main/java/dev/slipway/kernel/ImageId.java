package dev.slipway.kernel;

import java.util.UUID;

/** An image of the catalogue. */
public record ImageId(UUID value) {
    public static ImageId random() {
        return new ImageId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static ImageId parse(String text) {
        return new ImageId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
