package dev.slipway.kernel;

import java.util.UUID;

/** Something a person was told. */
public record NotificationId(UUID value) {
    public static NotificationId random() {
        return new NotificationId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static NotificationId parse(String text) {
        return new NotificationId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
