package dev.slipway.kernel;

import java.util.UUID;

/** A maker's public key that the platform keeps, to check what the maker has signed. */
public record SigningKeyId(UUID value) {
    public static SigningKeyId random() {
        return new SigningKeyId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static SigningKeyId parse(String text) {
        return new SigningKeyId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
