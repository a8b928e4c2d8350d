package dev.slipway.kernel;

import java.util.UUID;

/** A public SSH key of a user's profile. */
public record SshKeyId(UUID value) {
    public static SshKeyId random() {
        return new SshKeyId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static SshKeyId parse(String text) {
        return new SshKeyId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
