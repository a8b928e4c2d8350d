package dev.slipway.kernel;

import java.util.UUID;

/** A backup of a VM. */
public record BackupId(UUID value) {
    public static BackupId random() {
        return new BackupId(UUID.randomUUID());
    }

    /**
     * Reads an id as people and URLs write it.
     *
     * @throws NotFound if the text is no id at all: what cannot exist is not there
     */
    public static BackupId parse(String text) {
        return new BackupId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
