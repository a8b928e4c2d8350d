package dev.slipway.host;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.kernel.HostId;

/** What others want to be so at a host. Fulfilled whenever it is looked at closely, by the node that watches it. */
public interface HostChore {
    /**
     * Looks at what is wanted and makes it so; nothing to do is the usual case. What the host refuses is the chore's own to
     * tell.
     *
     * @throws dev.slipway.hypervisor.HostUnreachable if it does not answer
     */
    void fulfil(HostId host, Hypervisor there);
}
