package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.PoolFacts;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A host as recorded: what was wished for it, and what was last seen of it. */
record HostRow(
        HostId id,
        String name,
        HostConnection connection,
        String pool,
        String poolPath,
        boolean enabled,
        Upkeep upkeep,
        Optional<Acceleration> forced,
        Optional<Acceleration> probed,
        Optional<Acceleration> acceleration,
        Optional<UUID> machine,
        String hypervisorVersion,
        String architecture,
        int cpus,
        long memoryMib,
        long poolCapacityMib,
        long poolAvailableMib,
        Optional<Instant> lastSeen,
        Optional<Instant> silentSince,
        Optional<Instant> givenUpAt,
        Optional<String> trouble,
        HostPolicy policy,
        Set<NetworkSource> networks,
        Optional<Boolean> filtersGuests) {

    /** Whether that it answers, and has this room, is nothing new. */
    boolean isSeenWith(PoolFacts pool) {
        return silentSince.isEmpty()
                && givenUpAt.isEmpty()
                && poolCapacityMib == pool.capacityMib()
                && poolAvailableMib == pool.availableMib();
    }

    HostState state() {
        if (upkeep == Upkeep.MAINTENANCE) {
            return HostState.MAINTENANCE;
        }
        if (silentSince.isPresent()) {
            return HostState.UNREACHABLE;
        }
        if (upkeep == Upkeep.DRAINING) {
            return HostState.DRAINING;
        }
        return enabled ? HostState.ENABLED : HostState.DISABLED;
    }

    HostView view() {
        return new HostView(
                id,
                name,
                connection.uri(),
                connection.hostKey().map(HostConnection::fingerprint),
                state(),
                hypervisorVersion,
                architecture,
                cpus,
                memoryMib,
                pool,
                poolCapacityMib,
                poolAvailableMib,
                acceleration,
                lastSeen,
                givenUpAt,
                trouble,
                policy,
                networks,
                filtersGuests);
    }
}
