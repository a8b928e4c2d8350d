package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A host as last seen.
 *
 * @param pool the name of its pool for disks
 * @param acceleration empty until it was found out
 * @param cpus logical processors; 0 until it was reached once
 * @param hostKey by ssh: the fingerprint of the key that it has to prove itself with
 * @param lastSeen when it last answered
 * @param givenUp when an administrator gave it up, if it has not answered since
 * @param policy how much may be promised there, and its tags
 * @param networks that it really has, ready for guests
 * @param filtersGuests whether guests can be held to their addresses there; empty until it was tried
 */
public record HostView(
        HostId id,
        String name,
        String uri,
        Optional<String> hostKey,
        HostState state,
        String hypervisorVersion,
        String architecture,
        int cpus,
        long memoryMib,
        String pool,
        long poolCapacityMib,
        long poolAvailableMib,
        Optional<Acceleration> acceleration,
        Optional<Instant> lastSeen,
        Optional<Instant> givenUp,
        Optional<String> trouble,
        HostPolicy policy,
        Set<NetworkSource> networks,
        Optional<Boolean> filtersGuests) {}
