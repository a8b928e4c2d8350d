package dev.slipway.hypervisor;

import dev.slipway.kernel.HostId;
import java.util.function.Consumer;

/** The hosts this portal node can talk to. Registering is cheap and talks to nobody; connecting happens by need. */
public interface Hypervisors {
    /** Adds the host, or replaces how it is reached. */
    void register(HostId host, HostConnection connection);

    /** Forgets the host and drops its connections; unknown is done. */
    void unregister(HostId host);

    /** @throws HostUnreachable if the host was never registered here */
    Hypervisor on(HostId host);

    /** Told of every event of every registered host, on a thread of the adapter's own; must return quickly. */
    void onEvent(Consumer<HostEvent> listener);

    /** Asks for events of this host from now on; reconnects by itself until unregistered. */
    void watch(HostId host);
}
