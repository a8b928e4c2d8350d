package dev.slipway.kernel;

import java.util.UUID;

/** A storage pool of a host, as it is written down here. */
public record PoolId(UUID value) {
    public static PoolId random() {
        return new PoolId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static PoolId parse(String text) {
        return new PoolId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
