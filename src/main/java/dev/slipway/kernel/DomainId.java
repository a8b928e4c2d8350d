package dev.slipway.kernel;

import java.util.UUID;

/** A domain of a host that is no VM of ours: its UUID there. */
public record DomainId(UUID value) {
    public static DomainId random() {
        return new DomainId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static DomainId parse(String text) {
        return new DomainId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
