package dev.slipway.kernel;

import java.util.UUID;

/** A personal API token. */
public record TokenId(UUID value) {
    public static TokenId random() {
        return new TokenId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static TokenId parse(String text) {
        return new TokenId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
