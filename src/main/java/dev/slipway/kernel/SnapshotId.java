package dev.slipway.kernel;

import java.util.UUID;

/** What is kept of a VM at one moment. */
public record SnapshotId(UUID value) {
    public static SnapshotId random() {
        return new SnapshotId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static SnapshotId parse(String text) {
        return new SnapshotId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
