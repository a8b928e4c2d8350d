package dev.slipway.kernel;

import java.util.UUID;

/** A disk that is a thing of its own, attached to a VM or to none. */
public record DiskId(UUID value) {
    public static DiskId random() {
        return new DiskId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static DiskId parse(String text) {
        return new DiskId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
