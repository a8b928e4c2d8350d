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
 * @param lastSeen when it last answered
 * @param networks wanted sources that it really has
 */
public record HostView(
        HostId id,
        String name,
        String uri,
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
        Optional<String> trouble,
        Set<NetworkSource> networks) {}
