package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.PoolId;
import dev.slipway.operation.Operations;
import dev.slipway.storage.PoolStanding;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StoragePoolDraft;
import dev.slipway.storage.StoragePools;
import dev.slipway.storage.StorageVolume;
import dev.slipway.storage.VolumeOwner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Storage (administrators)")
class PoolController {
    private final StoragePools pools;
    private final Operations operations;

    PoolController(StoragePools pools, Operations operations) {
        this.pools = pools;
        this.operations = operations;
    }

    /**
     * @param kind {@code DIRECTORY} with path, {@code NFS} with server, export and path (where to mount it), {@code LVM}
     *     with group
     */
    record NewPoolBody(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String path,
            @Nullable String server,
            @Nullable String export,
            @Nullable String group) {
        StoragePoolDraft draft() {
            return new StoragePoolDraft(
                    wanted(),
                    Fields.need("name", name),
                    path == null ? "" : path,
                    server == null ? "" : server,
                    export == null ? "" : export,
                    group == null ? "" : group);
        }

        private StoragePoolDraft.Kind wanted() {
            try {
                return StoragePoolDraft.Kind.valueOf(Fields.need("kind", kind));
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest("pool-kind", "kind", "A pool is a DIRECTORY, NFS or LVM.");
            }
        }
    }

    /** @param forVms whether disks of new VMs are put there; @param low one sentence if it is nearly full; @param sharedWith other hosts with the same storage */
    record PoolBody(
            String id,
            String host,
            String name,
            String type,
            String path,
            PoolStanding standing,
            boolean forVms,
            long capacityMib,
            long allocatedMib,
            long availableMib,
            Instant since,
            @Nullable String low,
            List<String> sharedWith) {
        static PoolBody of(StoragePool p) {
            return new PoolBody(
                    p.id().toString(),
                    p.host().toString(),
                    p.name(),
                    p.type(),
                    p.path(),
                    p.standing(),
                    p.forVms(),
                    p.capacityMib(),
                    p.allocatedMib(),
                    p.availableMib(),
                    p.since(),
                    p.low().orElse(null),
                    p.sharedWith().stream().map(HostId::toString).toList());
        }
    }

    record OwnerBody(VolumeOwner.Kind kind, @Nullable String id, String name) {}

    /** @param owner absent if nobody is known to need it */
    record VolumeBody(
            String name,
            String path,
            long capacityMib,
            long allocatedMib,
            @Nullable OwnerBody owner) {
        static VolumeBody of(StorageVolume v) {
            return new VolumeBody(
                    v.name(),
                    v.path(),
                    v.capacityMib(),
                    v.allocatedMib(),
                    v.owner()
                            .map(o -> new OwnerBody(
                                    o.kind(), o.id().map(Object::toString).orElse(null), o.name()))
                            .orElse(null));
        }
    }

    @GetMapping("/hosts/{host}/pools")
    @Operation(summary = "Storage pools of a host, as last seen")
    List<PoolBody> list(@PathVariable String host, Actor actor) {
        return pools.list(HostId.parse(host), actor).stream().map(PoolBody::of).toList();
    }

    @PostMapping("/hosts/{host}/pools")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make a storage pool on a host: a directory, an NFS export or a volume group")
    OperationController.OperationBody create(@PathVariable String host, @RequestBody NewPoolBody body, Actor actor) {
        HostId id = HostId.parse(host);
        // Whose host it is comes before what is wrong with the form.
        pools.list(id, actor);
        return operation(pools.create(id, body.draft(), actor), actor);
    }

    @GetMapping("/pools/{pool}")
    @Operation(summary = "One storage pool")
    PoolBody get(@PathVariable String pool, Actor actor) {
        return PoolBody.of(pools.get(PoolId.parse(pool), actor));
    }

    @PostMapping("/pools/{pool}/start")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Start a storage pool that is stopped")
    OperationController.OperationBody start(@PathVariable String pool, Actor actor) {
        return operation(pools.start(PoolId.parse(pool), actor), actor);
    }

    @PostMapping("/pools/{pool}/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Let a host look at what is in a pool")
    OperationController.OperationBody refresh(@PathVariable String pool, Actor actor) {
        return operation(pools.refresh(PoolId.parse(pool), actor), actor);
    }

    @DeleteMapping("/pools/{pool}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Let a host forget a pool that nobody needs; its files stay")
    OperationController.OperationBody delete(@PathVariable String pool, Actor actor) {
        return operation(pools.delete(PoolId.parse(pool), actor), actor);
    }

    @GetMapping("/pools/{pool}/volumes")
    @Operation(summary = "Volumes in a pool as last seen, with whose they are")
    List<VolumeBody> volumes(@PathVariable String pool, Actor actor) {
        return pools.volumes(PoolId.parse(pool), actor).stream()
                .map(VolumeBody::of)
                .toList();
    }

    @DeleteMapping("/pools/{pool}/volumes/{volume}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Delete a volume that is nobody's, for good")
    OperationController.OperationBody deleteVolume(
            @PathVariable String pool, @PathVariable String volume, Actor actor) {
        return operation(pools.deleteVolume(PoolId.parse(pool), volume, actor), actor);
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
