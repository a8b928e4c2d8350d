package dev.slipway.storage;

import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.PoolState;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks a host for its pools, and what is in them; writes down what differs. Outside any transaction. */
@Component
class PoolInspection {
    private static final Logger log = LoggerFactory.getLogger(PoolInspection.class);

    private static final Actor SYSTEM = Actor.system("storage");

    private final Hosts hosts;
    private final Hypervisors hypervisors;
    private final PoolRows pools;
    private final VolumeRows volumes;
    private final PoolMarks marks;
    private final Changes changes;
    private final TransactionTemplate transaction;

    PoolInspection(
            Hosts hosts,
            Hypervisors hypervisors,
            PoolRows pools,
            VolumeRows volumes,
            PoolMarks marks,
            Changes changes,
            TransactionTemplate transaction) {
        this.hosts = hosts;
        this.hypervisors = hypervisors;
        this.pools = pools;
        this.volumes = volumes;
        this.marks = marks;
        this.changes = changes;
        this.transaction = transaction;
    }

    void look(HostId host) {
        var seen = hypervisors.on(host).pools();
        if (isWritten(host, seen)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            boolean changed = false;
            for (var pool : seen) {
                changed |= pools.put(host, pool);
            }
            var there = seen.stream().map(PoolState::name).collect(Collectors.toSet());
            for (var row : pools.on(host)) {
                changed |= !there.contains(row.seen().name()) && pools.gone(row.id());
            }
            if (changed) {
                changes.announce(Topic.HOST, host.value(), null);
            }
        });
    }

    private boolean isWritten(HostId host, List<PoolState> seen) {
        var written = pools.on(host).stream()
                .filter(row -> row.standing() != PoolStanding.GONE)
                .toList();
        return written.stream().noneMatch(row -> row.standing() == PoolStanding.MAKING)
                && written.stream()
                        .map(PoolRows.Row::seen)
                        .collect(Collectors.toSet())
                        .equals(new HashSet<>(seen));
    }

    /** Not asked of the host. */
    boolean knowsPoolForVms(HostId host) {
        var name = hosts.get(host, SYSTEM).pool();
        return pools.on(host).stream().anyMatch(row -> row.seen().name().equals(name));
    }

    void list(HostId host) {
        for (var pool : pools.on(host)) {
            try {
                list(pool);
            } catch (Problem e) {
                log.debug(
                        "Volumes of {} on host {} are listed later: {}",
                        pool.seen().name(),
                        host,
                        e.logDetail());
            }
        }
    }

    void list(PoolRows.Row pool) {
        if (pool.standing() == PoolStanding.ACTIVE) {
            marks.put(pool);
            var seen = hypervisors.on(pool.host()).volumes(pool.seen().name());
            transaction.executeWithoutResult(status -> volumes.replace(pool.id(), seen));
            marks.compare(pool, seen.stream().map(v -> v.ref().name()).toList());
        }
    }
}
