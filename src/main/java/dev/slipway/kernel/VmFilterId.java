package dev.slipway.kernel;

import java.util.UUID;

/** A filter of VMs that somebody saved. */
public record VmFilterId(UUID value) {
    public static VmFilterId random() {
        return new VmFilterId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static VmFilterId parse(String text) {
        return new VmFilterId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
