package dev.slipway.hypervisor;

import dev.slipway.kernel.HostId;
import java.util.UUID;

/** A hint that something on a host changed; the truth is what {@link Hypervisor#observeAll()} then says. */
public sealed interface HostEvent {
    HostId host();

    /** A domain was defined, started, stopped, crashed, paused or removed. */
    record DomainChanged(HostId host, UUID domain) implements HostEvent {}

    /**
     * A guest restarted without being turned off, by itself or because it was asked to. Told once, and not to be observed
     * afterwards; not told at all if nobody listened.
     */
    record DomainRestarted(HostId host, UUID domain) implements HostEvent {}

    /** The connection came up (again): everything may have changed in between. */
    record Connected(HostId host) implements HostEvent {}

    /** The connection was lost. */
    record Disconnected(HostId host, String why) implements HostEvent {}
}
