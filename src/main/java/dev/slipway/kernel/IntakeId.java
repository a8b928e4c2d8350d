package dev.slipway.kernel;

import java.util.UUID;

/** A file on its way into the catalogue. */
public record IntakeId(UUID value) {
    public static IntakeId random() {
        return new IntakeId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static IntakeId parse(String text) {
        return new IntakeId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
