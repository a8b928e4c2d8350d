package dev.slipway.storage;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.PoolId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finding a pool and being allowed to, and whose things are in it. */
@Component
class PoolLookup {
    private static final Actor SYSTEM = Actor.system("storage");
    private static final int NAMED = 5;

    private final PoolRows rows;
    private final Hosts hosts;
    private final ObjectProvider<VolumeUse> uses;

    PoolLookup(PoolRows rows, Hosts hosts, ObjectProvider<VolumeUse> uses) {
        this.rows = rows;
        this.hosts = hosts;
        this.uses = uses;
    }

    /** @throws NotFound if it is not there, or the actor may not know */
    PoolRows.Row require(PoolId pool, Permission permission, Actor actor) {
        actor.require(permission, Permission.HOST_READ, Scope.PLATFORM, "pool");
        return rows.find(pool).orElseThrow(() -> NotFound.of("pool"));
    }

    HostView host(PoolRows.Row pool) {
        return hosts.get(pool.host(), SYSTEM);
    }

    boolean isForVms(PoolRows.Row pool) {
        return host(pool).pool().equals(pool.seen().name());
    }

    Optional<VolumeOwner> owner(PoolRows.Row pool, String volume) {
        return Optional.ofNullable(owners(pool, List.of(volume)).get(volume));
    }

    /** By the volumes' names. */
    Map<String, VolumeOwner> owners(PoolRows.Row pool, Collection<String> volumes) {
        var refs = volumes.stream().flatMap(name -> ref(pool, name).stream()).toList();
        var owners = new HashMap<String, VolumeOwner>();
        uses.forEach(use -> use.owners(pool.host(), refs).forEach((ref, owner) -> owners.put(ref.name(), owner)));
        return owners;
    }

    /** @throws Conflict if it may not go */
    void requireUnused(PoolRows.Row pool) {
        if (isForVms(pool)) {
            throw new Conflict(
                    "pool-in-use",
                    pool.seen().name() + " is the pool for VMs of host "
                            + host(pool).name() + ". It goes when the host is removed.");
        }
        var owners = uses.stream()
                .flatMap(use -> use.in(pool.host(), pool.seen().name()).stream())
                .map(VolumeOwner::words)
                .distinct()
                .sorted()
                .toList();
        if (!owners.isEmpty()) {
            throw new Conflict(
                    "pool-in-use",
                    "In pool " + pool.seen().name() + " is what is needed by "
                            + owners.stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (owners.size() > NAMED ? " and " + (owners.size() - NAMED) + " more" : "")
                            + ". Remove that first.");
        }
    }

    /** @throws Conflict if somebody needs it */
    void requireUnowned(PoolRows.Row pool, String volume) {
        owner(pool, volume).ifPresent(owner -> {
            throw new Conflict(
                    "volume-in-use", "Volume " + volume + " belongs to " + owner.words() + ". It goes with that.");
        });
    }

    static Optional<VolumeRef> ref(PoolRows.Row pool, String volume) {
        try {
            return Optional.of(new VolumeRef(pool.seen().name(), volume));
        } catch (InvalidRequest e) {
            return Optional.empty();
        }
    }
}
