package dev.slipway.quota;

/** The three nodes on the path of every charge, in the order in which they are always locked. */
public enum Level {
    TENANT,
    PROJECT,
    MEMBER
}
