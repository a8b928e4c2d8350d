package dev.slipway.kernel;

import java.util.UUID;

/** A size: vCPUs, memory and disk by a name. */
public record SizeId(UUID value) {
    public static SizeId random() {
        return new SizeId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static SizeId parse(String text) {
        return new SizeId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
