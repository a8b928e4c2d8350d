package dev.slipway.kernel;

import java.util.UUID;

/** One run of the check list on a host. */
public record HostCheckId(UUID value) {
    public static HostCheckId random() {
        return new HostCheckId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static HostCheckId parse(String text) {
        return new HostCheckId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
