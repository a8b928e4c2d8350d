package dev.slipway.live;

/** What kind of thing changed. */
public enum Topic {
    VM,
    OPERATION,
    QUOTA,
    IMAGE,
    HOST,
    PROJECT
}
