package dev.slipway.live;

/** What kind of thing changed. */
public enum Topic {
    VM,
    DISK,
    OPERATION,
    QUOTA,
    REQUEST,
    IMAGE,
    HOST,
    /** What is promised on a host; its id is the host's. */
    CAPACITY,
    PROJECT,
    /** A session or an account may do less than before, or has ended: who acts by its id asks anew. */
    ACCESS,
    /** What a person was told; its id is the person's. */
    NOTIFICATION,
    BACKUP
}
