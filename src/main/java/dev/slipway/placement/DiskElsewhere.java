package dev.slipway.placement;

import dev.slipway.host.HostView;
import dev.slipway.kernel.Resources;
import dev.slipway.placement.FleetView.Standing;
import dev.slipway.storage.PoolPlace;
import dev.slipway.storage.SharedStorage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What hosts have promised of storage that several of them share. */
final class DiskElsewhere {
    private final Map<PoolPlace, UUID> storages;
    private final Map<UUID, Long> promised = new HashMap<>();

    DiskElsewhere(SharedStorage shared, Collection<Standing> standings) {
        storages = shared.storages();
        if (!storages.isEmpty()) {
            for (var standing : standings) {
                storage(standing.host())
                        .ifPresent(id -> promised.merge(id, standing.promised().diskMib(), Long::sum));
            }
        }
    }

    Optional<UUID> storage(HostView host) {
        return storages.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(storages.get(new PoolPlace(host.id(), host.pool())));
    }

    /** On other hosts, of the storage that is this one's too. */
    long mib(HostView host, Resources own) {
        return storage(host)
                .map(id -> promised.getOrDefault(id, own.diskMib()) - own.diskMib())
                .orElse(0L);
    }
}
