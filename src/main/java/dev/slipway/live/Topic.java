package dev.slipway.live;

/** What kind of thing changed. */
public enum Topic {
    VM,
    OPERATION,
    QUOTA,
    REQUEST,
    IMAGE,
    HOST,
    PROJECT
}
