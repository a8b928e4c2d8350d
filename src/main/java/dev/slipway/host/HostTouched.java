package dev.slipway.host;

import dev.slipway.kernel.HostId;

/**
 * An application event, for workflows that changed a VM on that host: who runs there is looked at once the transaction has
 * committed, by whichever node watches it, and nothing else of the host.
 */
public record HostTouched(HostId host) {}
