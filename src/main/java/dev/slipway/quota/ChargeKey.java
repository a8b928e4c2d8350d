package dev.slipway.quota;

import java.util.UUID;

/** What a charge is for; there is at most one charge of a key. */
public record ChargeKey(Kind kind, UUID subject) {
    /**
     * {@code VM}: held from launch to purge. {@code VM_RUNNING}: held while on. {@code VM_SNAPSHOTS}: what a VM's snapshots
     * take. {@code DISK}: held by a disk of its own from when it is made until it is deleted, attached or not.
     */
    public enum Kind {
        VM,
        VM_RUNNING,
        VM_SNAPSHOTS,
        DISK
    }
}
