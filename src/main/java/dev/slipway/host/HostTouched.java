package dev.slipway.host;

import dev.slipway.kernel.HostId;

/** An application event: something of ours has ended there, so who runs there is to be looked at. Heard after commit. */
record HostTouched(HostId host) {}
