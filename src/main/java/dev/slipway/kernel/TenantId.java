package dev.slipway.kernel;

import java.util.UUID;

/** An organisation. */
public record TenantId(UUID value) {
    public static TenantId random() {
        return new TenantId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static TenantId parse(String text) {
        return new TenantId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
