package dev.slipway.network;

import dev.slipway.kernel.NetworkId;

/** A network to launch on. @param source the bridge's or libvirt network's name on hosts; for administrators */
public record NetworkView(NetworkId id, String name, String description, NetworkKind kind, String source) {}
