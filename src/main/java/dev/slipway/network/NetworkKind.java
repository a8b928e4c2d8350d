package dev.slipway.network;

/** What a logical network is on its hosts. */
public enum NetworkKind {
    BRIDGE,
    LIBVIRT_NETWORK
}
