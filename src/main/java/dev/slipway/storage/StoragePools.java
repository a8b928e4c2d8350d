package dev.slipway.storage;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.PoolId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Storage pools of hosts. Seen by whoever sees hosts; changed by administrators, each change as an operation. */
@Service
public class StoragePools {
    private final PoolLookup lookup;
    private final PoolRows pools;
    private final PoolViews views;
    private final Hosts hosts;
    private final Operations operations;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    StoragePools(
            PoolLookup lookup,
            PoolRows pools,
            PoolViews views,
            Hosts hosts,
            Operations operations,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.pools = pools;
        this.views = views;
        this.hosts = hosts;
        this.operations = operations;
        this.changes = changes;
        this.events = events;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<StoragePool> list(HostId host, Actor actor) {
        return views.on(hosts.get(host, actor));
    }

    @Transactional(readOnly = true)
    public StoragePool get(PoolId pool, Actor actor) {
        return views.of(lookup.require(pool, Permission.HOST_READ, actor));
    }

    /** What was in it at the last look, with whose it is. */
    @Transactional(readOnly = true)
    public List<StorageVolume> volumes(PoolId pool, Actor actor) {
        return views.volumes(lookup.require(pool, Permission.HOST_READ, actor));
    }

    /**
     * @throws dev.slipway.kernel.InvalidRequest naming the field that is wrong
     * @throws Conflict {@code pool-name-taken}
     */
    @Audited("pool.create")
    @RetriesLostRaces
    @Transactional
    public OperationId create(HostId host, StoragePoolDraft draft, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var view = hosts.get(host, actor);
        var spec = draft.spec();
        var id = PoolId.random();
        if (!pools.begin(id, host, spec)) {
            throw new Conflict(
                    "pool-name-taken",
                    "Host " + view.name() + " has a storage pool " + spec.name() + " already. Choose another name.");
        }
        return submit(
                CreatePool.KIND, pools.find(id).orElseThrow(), draft.arguments(), "pool.create", spec.path(), actor);
    }

    @Audited("pool.start")
    @RetriesLostRaces
    @Transactional
    public OperationId start(PoolId pool, Actor actor) {
        var row = lookup.require(pool, Permission.HOST_EDIT, actor);
        return submit(StartPool.KIND, row, Map.of(), "pool.start", "", actor);
    }

    /** Lets the host look at what is in it, and lists it. */
    @Audited("pool.refresh")
    @RetriesLostRaces
    @Transactional
    public OperationId refresh(PoolId pool, Actor actor) {
        var row = lookup.require(pool, Permission.HOST_EDIT, actor);
        return submit(RefreshPool.KIND, row, Map.of(), "pool.refresh", "", actor);
    }

    /**
     * Lets the host forget a pool; what lies in it stays.
     *
     * @throws Conflict {@code pool-in-use} naming who has something in it
     */
    @Audited("pool.delete")
    @RetriesLostRaces
    @Transactional
    public OperationId delete(PoolId pool, Actor actor) {
        var row = lookup.require(pool, Permission.HOST_EDIT, actor);
        lookup.requireUnused(row);
        return submit(DeletePool.KIND, row, Map.of(), "pool.delete", row.seen().path(), actor);
    }

    /**
     * Deletes a volume for good.
     *
     * @throws Conflict {@code volume-in-use} if it is known to be somebody's
     */
    @Audited("volume.delete")
    @RetriesLostRaces
    @Transactional
    public OperationId deleteVolume(PoolId pool, String volume, Actor actor) {
        var row = lookup.require(pool, Permission.HOST_EDIT, actor);
        if (views.volumes(row).stream().noneMatch(v -> v.name().equals(volume))) {
            throw NotFound.of("volume");
        }
        lookup.requireUnowned(row, volume);
        events.publishEvent(
                actor.did("volume.delete", "pool", pool.value(), row.seen().name(), null, "Volume " + volume));
        return operations.submit(
                new OperationRequest(
                        DeleteVolume.KIND,
                        "volume",
                        UUID.nameUUIDFromBytes((pool + "/" + volume).getBytes(StandardCharsets.UTF_8)),
                        volume,
                        Scope.PLATFORM,
                        Map.of("pool", pool.toString(), "volume", volume)),
                actor);
    }

    private OperationId submit(
            String kind, PoolRows.Row pool, Map<String, String> arguments, String action, String detail, Actor actor) {
        changes.announce(Topic.HOST, pool.host().value(), null);
        events.publishEvent(
                actor.did(action, "pool", pool.id().value(), pool.seen().name(), null, detail));
        return operations.submit(
                new OperationRequest(
                        kind, "pool", pool.id().value(), pool.seen().name(), Scope.PLATFORM, arguments),
                actor);
    }
}
