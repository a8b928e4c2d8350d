package dev.slipway.kernel;

import java.util.UUID;

/** VMs of a project that belong together or apart. */
public record PlacementGroupId(UUID value) {
    public static PlacementGroupId random() {
        return new PlacementGroupId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static PlacementGroupId parse(String text) {
        return new PlacementGroupId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
