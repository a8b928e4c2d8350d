package dev.slipway.kernel;

import java.util.UUID;

/** A durable operation. */
public record OperationId(UUID value) {
    public static OperationId random() {
        return new OperationId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static OperationId parse(String text) {
        return new OperationId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
