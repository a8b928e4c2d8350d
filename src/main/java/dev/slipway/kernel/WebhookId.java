package dev.slipway.kernel;

import java.util.UUID;

/** An address that a person has called. */
public record WebhookId(UUID value) {
    public static WebhookId random() {
        return new WebhookId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static WebhookId parse(String text) {
        return new WebhookId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
