package dev.slipway.storage;

import dev.slipway.host.HostView;
import dev.slipway.kernel.HostId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Pools and volumes as administrators see them. */
@Component
class PoolViews {
    private final PoolRows pools;
    private final VolumeRows volumes;
    private final PoolLookup lookup;
    private final SharedStorage shared;
    private final StorageSettings settings;

    PoolViews(PoolRows pools, VolumeRows volumes, PoolLookup lookup, SharedStorage shared, StorageSettings settings) {
        this.pools = pools;
        this.volumes = volumes;
        this.lookup = lookup;
        this.shared = shared;
        this.settings = settings;
    }

    List<StoragePool> on(HostView host) {
        return pools.on(host.id()).stream().map(row -> view(row, host)).toList();
    }

    StoragePool of(PoolRows.Row pool) {
        return view(pool, lookup.host(pool));
    }

    List<StorageVolume> volumes(PoolRows.Row pool) {
        var rows = volumes.in(pool.id()).stream()
                .filter(v -> !PoolMarks.isMark(v.name()))
                .toList();
        var owners = lookup.owners(pool, rows.stream().map(VolumeRows.Row::name).toList());
        return rows.stream()
                .map(v -> new StorageVolume(
                        v.name(),
                        v.path(),
                        v.capacityMib(),
                        v.allocatedMib(),
                        Optional.ofNullable(owners.get(v.name()))))
                .toList();
    }

    private StoragePool view(PoolRows.Row row, HostView host) {
        var seen = row.seen();
        var forVms = host.pool().equals(seen.name());
        return new StoragePool(
                row.id(),
                row.host(),
                seen.name(),
                seen.type(),
                seen.path(),
                row.standing(),
                forVms,
                seen.capacityMib(),
                seen.allocatedMib(),
                seen.availableMib(),
                row.since(),
                low(row, forVms),
                sharedWith(row));
    }

    private List<HostId> sharedWith(PoolRows.Row row) {
        return shared.with(row.host(), row.seen().name()).stream()
                .map(PoolPlace::host)
                .filter(host -> !host.equals(row.host()))
                .distinct()
                .toList();
    }

    private Optional<String> low(PoolRows.Row row, boolean forVms) {
        return row.standing() != PoolStanding.ACTIVE || row.seen().availableMib() >= settings.lowMib()
                ? Optional.empty()
                : Optional.of("Nearly full: " + row.seen().availableMib() + " MiB are left."
                        + (forVms ? " No more VMs are placed here until there is room again." : ""));
    }
}
