package dev.slipway.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.slipway.kernel.HostId;
import dev.slipway.storage.StorageRows.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Storage that is a pool of several hosts. What lies there is there once: one copy of an image, one place in line, one
 * capacity. All but {@link #home} may be some seconds old. For those who have asked already who it is.
 */
@Component
public class SharedStorage {
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final StorageRows rows;
    private final PoolRows pools;
    private final PoolInspection inspection;
    private final Clock clock;
    private volatile Seen seen = new Seen(Instant.EPOCH, List.of(), Map.of());

    private record Seen(Instant at, List<List<Member>> groups, Map<PoolPlace, UUID> storages) {}

    SharedStorage(StorageRows rows, PoolRows pools, PoolInspection inspection, Clock clock) {
        this.rows = rows;
        this.pools = pools;
        this.inspection = inspection;
        this.clock = clock;
    }

    /**
     * Under which pool the books are kept of what is in this one: itself, unless it is the same storage as others. If nobody
     * has looked yet, this does; so it asks hosts, and belongs in no transaction.
     */
    public PoolPlace home(HostId host, String pool) {
        var place = new PoolPlace(host, pool);
        var row = pools.on(host).stream()
                .filter(p -> p.seen().name().equals(pool))
                .findFirst();
        if (row.isEmpty()) {
            return place;
        }
        if (rows.of(row.get().id()).isEmpty()) {
            inspection.list(row.get());
        }
        return rows.with(row.get().id()).stream().map(Member::place).findFirst().orElse(place);
    }

    /** As {@link #home}, asking nobody. */
    public PoolPlace knownHome(HostId host, String pool) {
        return with(host, pool).stream().findFirst().orElse(new PoolPlace(host, pool));
    }

    /** All pools that are the same storage as this one, itself among them; empty if it is no other host's. */
    public List<PoolPlace> with(HostId host, String pool) {
        var place = new PoolPlace(host, pool);
        return groups().stream()
                .map(SharedStorage::places)
                .filter(group -> group.contains(place))
                .findFirst()
                .orElse(List.of());
    }

    /** Pools of this host that are other hosts' too. */
    public List<String> on(HostId host) {
        return groups().stream()
                .flatMap(group -> places(group).stream())
                .filter(place -> place.host().equals(host))
                .map(PoolPlace::pool)
                .toList();
    }

    /** These hosts, and all that have a pool in common with one of them. */
    public Set<HostId> andNeighbours(Collection<HostId> hosts) {
        var all = new HashSet<>(hosts);
        for (var group : groups()) {
            var there = places(group).stream().map(PoolPlace::host).toList();
            if (there.stream().anyMatch(hosts::contains)) {
                all.addAll(there);
            }
        }
        return all;
    }

    public boolean areSame(PoolPlace one, PoolPlace other) {
        return with(one.host(), one.pool()).contains(other);
    }

    /** Which storage each pool is that is not its host's alone. */
    public Map<PoolPlace, UUID> storages() {
        return look().storages();
    }

    private static List<PoolPlace> places(List<Member> group) {
        return group.stream().map(Member::place).toList();
    }

    private List<List<Member>> groups() {
        return look().groups();
    }

    private Seen look() {
        var now = clock.instant();
        var known = seen;
        if (known.at().plus(FRESH).isBefore(now)) {
            var members = rows.shared();
            Map<UUID, List<Member>> groups = members.stream().collect(groupingBy(Member::storage));
            known = new Seen(
                    now, List.copyOf(groups.values()), members.stream().collect(toMap(Member::place, Member::storage)));
            seen = known;
        }
        return known;
    }
}
