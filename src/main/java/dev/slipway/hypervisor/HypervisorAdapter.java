package dev.slipway.hypervisor;

import dev.slipway.kernel.HostId;
import java.util.function.Consumer;

/** What an adapter offers to {@link Hypervisors}: one way of speaking to hosts. Nobody outside this module calls it. */
public interface HypervisorAdapter {
    boolean speaks(HostConnection connection);

    /**
     * A host as reached by this connection. Talks to nobody and never blocks.
     *
     * @param events told of the host's events once {@link AttachedHost#watch()} was called, on a thread of the
     *     adapter's own, one at a time
     */
    AttachedHost attach(HostId host, HostConnection connection, Consumer<HostEvent> events);

    /** A host until it is let go. */
    interface AttachedHost extends Hypervisor, AutoCloseable {
        /**
         * From now on tells of events, and reconnects by itself until closed. Returns at once; twice is once. Each time the
         * connection stands, {@link HostEvent.Connected} is told before any other event.
         */
        void watch();

        /** Drops every connection without waiting for the host. Calls under way fail, later ones too; twice is once. */
        @Override
        void close();
    }
}
