package dev.slipway.host;

import dev.slipway.kernel.HostId;

/** A host is new, is reached or used in another way, or is to be looked at now. Heard after commit. */
record HostAttention(HostId host) {}
