package dev.slipway.kernel;

import java.util.UUID;

/** A logical network. */
public record NetworkId(UUID value) {
    public static NetworkId random() {
        return new NetworkId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static NetworkId parse(String text) {
        return new NetworkId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
