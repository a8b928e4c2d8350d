package dev.slipway.network;

import dev.slipway.kernel.NetworkId;

/** It is called otherwise from now on. Heard within the transaction. */
public record NetworkRenamed(NetworkId network, String name) {}
