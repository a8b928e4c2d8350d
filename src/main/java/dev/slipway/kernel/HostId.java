package dev.slipway.kernel;

import java.util.UUID;

/** A registered virtualisation host. */
public record HostId(UUID value) {
    public static HostId random() {
        return new HostId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static HostId parse(String text) {
        return new HostId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
