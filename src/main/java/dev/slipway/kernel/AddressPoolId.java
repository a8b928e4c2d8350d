package dev.slipway.kernel;

import java.util.UUID;

/** A pool of addresses of a network. */
public record AddressPoolId(UUID value) {
    public static AddressPoolId random() {
        return new AddressPoolId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static AddressPoolId parse(String text) {
        return new AddressPoolId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
