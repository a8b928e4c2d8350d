package dev.slipway.kernel;

import java.util.UUID;

/** A project of a tenant. */
public record ProjectId(UUID value) {
    public static ProjectId random() {
        return new ProjectId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static ProjectId parse(String text) {
        return new ProjectId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
