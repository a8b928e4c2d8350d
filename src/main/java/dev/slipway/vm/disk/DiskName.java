package dev.slipway.vm.disk;

import dev.slipway.kernel.InvalidRequest;

/** What people call a disk, unique among a project's. */
public record DiskName(String value) {
    /** @throws InvalidRequest {@code disk-name} */
    public DiskName {
        value = value.strip();
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")) {
            throw new InvalidRequest(
                    "disk-name",
                    "name",
                    "Give the disk a name: 1 to 60 letters, digits, spaces and . _ -, beginning with a letter or digit, such"
                            + " as \"data\".");
        }
    }
}
