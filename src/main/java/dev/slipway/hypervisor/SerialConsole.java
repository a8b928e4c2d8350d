package dev.slipway.hypervisor;

import java.time.Duration;
import java.util.Optional;

/** A running guest's first serial line, in both directions. Read by one thread, written and closed by any. */
public interface SerialConsole extends AutoCloseable {
    /**
     * What the guest says next.
     *
     * @param patience how long it is waited for
     * @return nothing in it if the guest said nothing in time; empty if the line has ended: the guest is off, somebody else
     *     has opened it, it was closed, or its host is gone
     */
    Optional<byte[]> read(Duration patience);

    /** As if it was typed; lost if the line has ended. */
    void write(byte[] typed);

    /** Lets it go at once. */
    @Override
    void close();
}
