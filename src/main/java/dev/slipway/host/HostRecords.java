package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.PoolFacts;
import dev.slipway.hypervisor.Wiring;
import dev.slipway.kernel.HostId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a watcher has seen; each in one short transaction, told to open screens if it changed anything they show. */
@Component
class HostRecords {
    private static final int LONGEST_TROUBLE = 1000;

    private final JdbcClient jdbc;
    private final HostWires wires;
    private final Changes changes;

    HostRecords(JdbcClient jdbc, HostWires wires, Changes changes) {
        this.jdbc = jdbc;
        this.wires = wires;
        this.changes = changes;
    }

    /** @throws DuplicateKeyException if another registered host is the same machine */
    @Transactional
    public void introduced(HostId host, HostFacts facts) {
        int rows = jdbc.sql("""
            update host set host_uuid = ?, hypervisor_version = ?, architecture = ?, cpus = ?, memory_mib = ?
            where id = ? and not (host_uuid <=> ? and hypervisor_version = ? and architecture = ?
                and cpus = ? and memory_mib = ?)\
            """)
                .params(
                        facts.hostUuid(),
                        facts.hypervisorVersion(),
                        facts.architecture(),
                        facts.cpus(),
                        facts.memoryMib(),
                        host.value(),
                        facts.hostUuid(),
                        facts.hypervisorVersion(),
                        facts.architecture(),
                        facts.cpus(),
                        facts.memoryMib())
                .update();
        announceIf(rows > 0, host);
    }

    /** The first key that it showed counts from now on. */
    @Transactional
    public void proved(HostId host, String hostKey) {
        int rows = jdbc.sql("update host set host_key = ? where id = ? and host_key is null")
                .params(hostKey, host.value())
                .update();
        announceIf(rows > 0, host);
    }

    @Transactional
    public void accelerated(HostId host, Acceleration effective, Optional<Acceleration> probed) {
        int rows = jdbc.sql("""
            update host set acceleration = :now, probed_acceleration = coalesce(:probed, probed_acceleration)
            where id = :id
                and not (acceleration <=> :now and (:probed is null or probed_acceleration <=> :probed))\
            """)
                .param("now", effective.name())
                .param("probed", HostTable.name(probed))
                .param("id", host.value())
                .update();
        announceIf(rows > 0, host);
    }

    /** It answered at that moment, with this room. @param tell screens are told of it in any case */
    @Transactional
    public void seen(HostId host, Instant at, PoolFacts pool, boolean tell) {
        seenAgain(host, at);
        int rows = jdbc.sql("""
            update host set silent_since = null, given_up_at = null, pool_capacity_mib = ?, pool_available_mib = ?
            where id = ? and not (silent_since is null and pool_capacity_mib = ? and pool_available_mib = ?)\
            """)
                .params(pool.capacityMib(), pool.availableMib(), host.value(), pool.capacityMib(), pool.availableMib())
                .update();
        announceIf(tell | rows > 0, host);
    }

    /** As {@link #seen}, if all else is as it was: nobody is told. */
    public void seenAgain(HostId host, Instant at) {
        jdbc.sql("update host set last_seen = ? where id = ?")
                .params(HostTable.utc(at), host.value())
                .update();
    }

    @Transactional
    public void silent(HostId host, Instant since) {
        int rows = jdbc.sql("update host set silent_since = ? where id = ? and silent_since is null")
                .params(HostTable.utc(since), host.value())
                .update();
        announceIf(rows > 0, host);
    }

    /** What an administrator has to look at, or that there is nothing any more. */
    @Transactional
    public void trouble(HostId host, Optional<String> sentence) {
        var text = sentence.map(s -> s.substring(0, Math.min(s.length(), LONGEST_TROUBLE)))
                .orElse(null);
        int rows = jdbc.sql("update host set trouble = :text where id = :id and not (trouble <=> :text)")
                .param("text", text)
                .param("id", host.value())
                .update();
        announceIf(rows > 0, host);
    }

    /** What guests can be plugged into there. */
    @Transactional
    public void wired(HostId host, Wiring wiring) {
        announceIf(wires.keep(host, wiring), host);
    }

    @Transactional
    public void filters(HostId host, boolean can) {
        int rows = jdbc.sql("update host set filters_guests = :can where id = :id and not (filters_guests <=> :can)")
                .param("can", can)
                .param("id", host.value())
                .update();
        announceIf(rows > 0, host);
    }

    private void announceIf(boolean changed, HostId host) {
        if (changed) {
            changes.announce(Topic.HOST, host.value(), null);
        }
    }
}
