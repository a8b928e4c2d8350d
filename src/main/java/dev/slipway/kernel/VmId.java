package dev.slipway.kernel;

import java.util.UUID;

/** A virtual machine; also its domain's UUID on the host. */
public record VmId(UUID value) {
    public static VmId random() {
        return new VmId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static VmId parse(String text) {
        return new VmId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
