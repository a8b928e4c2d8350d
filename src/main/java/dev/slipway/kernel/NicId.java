package dev.slipway.kernel;

import java.util.UUID;

/** A network card of a VM. */
public record NicId(UUID value) {
    public static NicId random() {
        return new NicId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static NicId parse(String text) {
        return new NicId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
