package dev.slipway.storage;

import java.util.Optional;
import java.util.UUID;

/** Whose a volume is. @param id of the VM, or the disk, if it is one's; @param name as people know it */
public record VolumeOwner(Kind kind, Optional<UUID> id, String name) {
    public enum Kind {
        VM("VM"),
        IMAGE("image"),
        /** One that is a thing of its own, attached to a VM or to none. */
        DISK("disk"),
        /** A domain that is no VM of Slipway. */
        DOMAIN("domain");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }
    }

    public String words() {
        return kind.noun + " " + name;
    }
}
