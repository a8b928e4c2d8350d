package dev.slipway.vm.warm;

import dev.slipway.catalog.ImageKind;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.launch.LaunchRows;
import dev.slipway.vm.launch.NewVm;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds a VM of a warm pool that is just what is asked for, and makes it the taker's, in the caller's transaction. */
@Component
public class Handovers {
    private static final Actor ACTOR = Actor.system("warm-pools");
    private static final int LOOKED_AT = 20;
    private static final int WAITED_FOR = 3;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** Alike in all that can only be chosen when a VM is made. */
    private static final String FITS = "v.warm_pool_id is not null and v.warm_ready_at is not null"
            + " and v.lifecycle = 'READY' and v.under_way is null and v.observed_power = 'RUNNING'"
            + " and v.host_silent_since is null and v.image_version_id = :image and v.vcpus = :vcpus"
            + " and v.memory_mib = :memory and v.disk_mib = :disk and v.firmware = :firmware"
            + " and v.cloud_init = :cloudInit and v.user_data <=> :userData and v.host_tags = :hostTags"
            + " and exists (select 1 from vm_nic n where n.vm_id = v.id and n.position = 0"
            + " and n.network_id = :network and n.kind = :kind and n.source = :source)";

    private final JdbcClient jdbc;
    private final VmStore store;
    private final LaunchRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Handovers(JdbcClient jdbc, VmStore store, LaunchRows rows, Changes changes, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.store = store;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
    }

    /**
     * @return the wished VM as one that is there and was paid for by others until now; empty if none waits that fits
     * @throws dev.slipway.kernel.Conflict {@code name-taken}
     */
    public Optional<NewVm> take(NewVm wished) {
        // What waits is in no group, and groups decide where a VM may be.
        if (wished.image().kind() != ImageKind.GOLDEN || !wished.groups().isEmpty()) {
            return Optional.empty();
        }
        var waiting = waiting(wished);
        return waiting.stream()
                .filter(id -> hold(id, wished, "skip locked"))
                .findFirst()
                .or(() -> waiting.stream()
                        .limit(WAITED_FOR)
                        .filter(id -> holdSoon(id, wished))
                        .findFirst())
                .map(id -> {
                    var before = store.find(id).orElseThrow();
                    var vm = wished.as(id);
                    rows.handOver(vm, VmHosts.domainName(before));
                    tell(before);
                    return vm;
                });
    }

    /** Without a lock: those that somebody else is just taking are still among them. */
    private List<VmId> waiting(NewVm wished) {
        return fitting("select v.id from vm v where " + FITS + " order by v.warm_ready_at limit " + LOOKED_AT, wished)
                .query((row, n) -> new VmId(row.getObject(1, UUID.class)))
                .list();
    }

    /**
     * One that is locked is just being taken by somebody else, or just being looked at: for that it is worth the moment that
     * it takes, since to launch one takes many.
     */
    private boolean holdSoon(VmId id, NewVm wished) {
        try {
            return hold(id, wished, "wait 1");
        } catch (PessimisticLockingFailureException e) {
            if (e.getMostSpecificCause() instanceof SQLException sql && sql.getErrorCode() == LOCK_WAIT_TIMEOUT) {
                return false;
            }
            throw e;
        }
    }

    private boolean hold(VmId id, NewVm wished, String whenLocked) {
        return fitting("select v.id from vm v where v.id = :id and " + FITS + " for update " + whenLocked, wished)
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .optional()
                .isPresent();
    }

    private JdbcClient.StatementSpec fitting(String sql, NewVm wished) {
        var resources = wished.resources();
        return jdbc.sql(sql)
                .param("image", wished.image().version().orElseThrow().value())
                .param("vcpus", resources.vcpus())
                .param("memory", resources.memoryMib())
                .param("disk", resources.diskMib())
                .param("firmware", wished.image().firmware().name())
                .param("cloudInit", wished.image().cloudInit())
                .param("userData", wished.userData().orElse(null))
                .param("hostTags", wished.hostTags().toString())
                .param("network", wished.nic().network().value())
                .param("kind", wished.nic().kind().name())
                .param("source", wished.nic().source());
    }

    /** Those who paid until now read that it is gone, not where it went. */
    private void tell(VmRow before) {
        var project = before.owner().project();
        changes.announce(Topic.VM, before.id().value(), project);
        events.publishEvent(ACTOR.did(
                "vm.hand-over",
                "vm",
                before.id().value(),
                before.name(),
                project,
                "Handed over from its warm pool to somebody who launched such a VM."));
    }
}
