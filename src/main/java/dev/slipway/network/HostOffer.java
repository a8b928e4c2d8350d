package dev.slipway.network;

import dev.slipway.host.HostState;
import dev.slipway.kernel.HostId;

/** Whether a host offers a network. @param words what it has, or what it lacks */
public record HostOffer(HostId host, String name, HostState state, boolean offers, String words) {}
