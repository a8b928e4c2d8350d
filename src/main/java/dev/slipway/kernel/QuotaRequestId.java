package dev.slipway.kernel;

import java.util.UUID;

/** A person's wish for more than a limit allows. */
public record QuotaRequestId(UUID value) {
    public static QuotaRequestId random() {
        return new QuotaRequestId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static QuotaRequestId parse(String text) {
        return new QuotaRequestId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
