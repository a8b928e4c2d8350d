package dev.slipway.storage;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.PoolId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out which pools of several hosts are the same storage. Neither paths nor servers' names prove it, so each pool gets a
 * file of one byte with its own id as its mark; two that see each other's mark are the same. One that sees another's, and is
 * not seen by it, is only a copy of it. Outside any transaction.
 */
@Component
class PoolMarks {
    private static final Logger log = LoggerFactory.getLogger(PoolMarks.class);

    private static final String MARK = "slipway-pool-";
    /** Pools whose volumes are files in a directory. */
    private static final Set<String> OF_FILES = Set.of("dir", "fs", "netfs", "gluster");

    private final StorageRows storage;
    private final PoolRows pools;
    private final Hypervisors hypervisors;
    private final Changes changes;
    private final TransactionTemplate transaction;

    PoolMarks(
            StorageRows storage,
            PoolRows pools,
            Hypervisors hypervisors,
            Changes changes,
            TransactionTemplate transaction) {
        this.storage = storage;
        this.pools = pools;
        this.hypervisors = hypervisors;
        this.changes = changes;
        this.transaction = transaction;
    }

    static boolean isMark(String volume) {
        return volume.startsWith(MARK);
    }

    /** Whose it is. */
    static Optional<PoolId> marked(String volume) {
        try {
            return isMark(volume)
                    ? Optional.of(new PoolId(UUID.fromString(volume.substring(MARK.length()))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static VolumeRef mark(PoolRows.Row pool) {
        return mark(pool, pool.id());
    }

    private static VolumeRef mark(PoolRows.Row where, PoolId whose) {
        return new VolumeRef(where.seen().name(), MARK + whose);
    }

    /** Before its volumes are listed: it is marked, and its host looks at what others have put there. */
    void put(PoolRows.Row pool) {
        if (isOfFiles(pool)) {
            var host = hypervisors.on(pool.host());
            try {
                host.mark(mark(pool));
            } catch (HypervisorProblem e) {
                log.info(
                        "Pool {} of host {} cannot be marked now: {}",
                        pool.seen().name(),
                        pool.host(),
                        e.logDetail());
            }
            var unused = host.pool(pool.seen().name());
        }
    }

    /** @param volumes names of all that is in it now */
    void compare(PoolRows.Row pool, Collection<String> volumes) {
        var known = storage.with(pool.id());
        var same = new HashSet<PoolId>();
        if (isOfFiles(pool)) {
            for (var name : volumes) {
                marked(name)
                        .filter(other -> !other.equals(pool.id()))
                        .filter(other -> isIn(known, other) || isSeenBy(other, pool))
                        .ifPresent(same::add);
            }
        }
        boolean news = false;
        // From one storage to another it takes nobody along.
        if (known.size() > 1 && known.stream().noneMatch(member -> same.contains(member.id()))) {
            news = storage.alone(pool.id());
        }
        for (var other : same) {
            news |= Boolean.TRUE.equals(transaction.execute(t -> storage.same(pool.id(), other)));
        }
        if (same.isEmpty()) {
            news |= storage.alone(pool.id()) && known.size() > 1;
        }
        if (news) {
            log.info("Pool {} of host {} is the same storage as {}", pool.seen().name(), pool.host(), same);
            tell(pool.host());
            storage.with(pool.id()).forEach(member -> tell(member.place().host()));
            known.forEach(member -> tell(member.place().host()));
        }
    }

    private void tell(HostId host) {
        transaction.executeWithoutResult(t -> changes.announce(Topic.HOST, host.value(), null));
    }

    private static boolean isIn(List<StorageRows.Member> known, PoolId pool) {
        return known.stream().anyMatch(member -> member.id().equals(pool));
    }

    /** Not told by a host that does not answer: it is asked again at the next listing. */
    private boolean isSeenBy(PoolId other, PoolRows.Row pool) {
        var there = pools.find(other).filter(PoolMarks::isOfFiles);
        if (there.isEmpty()) {
            return false;
        }
        try {
            var host = hypervisors.on(there.get().host());
            var unused = host.pool(there.get().seen().name());
            return host.volume(mark(there.get(), pool.id())).isPresent();
        } catch (HostUnreachable | HypervisorProblem e) {
            log.info(
                    "Whether pool {} is that of host {} is looked at later: {}",
                    pool.id(),
                    there.get().host(),
                    e.logDetail());
            return false;
        }
    }

    private static boolean isOfFiles(PoolRows.Row pool) {
        return pool.standing() == PoolStanding.ACTIVE
                && OF_FILES.contains(pool.seen().type());
    }
}
