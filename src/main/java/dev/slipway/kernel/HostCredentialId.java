package dev.slipway.kernel;

import java.util.UUID;

/** What lets the portal into a host, such as an SSH key. */
public record HostCredentialId(UUID value) {
    public static HostCredentialId random() {
        return new HostCredentialId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static HostCredentialId parse(String text) {
        return new HostCredentialId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
