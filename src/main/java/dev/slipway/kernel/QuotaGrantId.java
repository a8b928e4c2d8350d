package dev.slipway.kernel;

import java.util.UUID;

/** A rise of a limit that ends by itself. */
public record QuotaGrantId(UUID value) {
    public static QuotaGrantId random() {
        return new QuotaGrantId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static QuotaGrantId parse(String text) {
        return new QuotaGrantId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
