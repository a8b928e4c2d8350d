package dev.slipway.host;

import dev.slipway.kernel.HostId;

/** An application event: a host is being forgotten, in the transaction that does it. */
public record HostRemoved(HostId host) {}
