package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is promised where. The promise is raised by one update that says itself how much is the most. */
@Component
class AllocationTable {
    private final JdbcClient jdbc;
    private final CounterNews news;
    private final Clock clock;

    AllocationTable(JdbcClient jdbc, CounterNews news, Clock clock) {
        this.jdbc = jdbc;
        this.news = news;
        this.clock = clock;
    }

    Map<HostId, Resources> promised() {
        var all = new HashMap<HostId, Resources>();
        jdbc.sql("select * from host_capacity").query(row -> {
            all.put(
                    new HostId(row.getObject("host_id", UUID.class)),
                    new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib")));
        });
        return all;
    }

    /** On these hosts; one that is not counted yet is missing. */
    Map<HostId, Resources> promised(Collection<HostId> hosts) {
        var some = new HashMap<HostId, Resources>();
        if (!hosts.isEmpty()) {
            jdbc.sql("select * from host_capacity where host_id in (:hosts)")
                    .param("hosts", hosts.stream().map(HostId::toString).toList())
                    .query(row -> {
                        some.put(
                                new HostId(row.getObject("host_id", UUID.class)),
                                new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib")));
                    });
        }
        return some;
    }

    /** Counting begins; there already is done. */
    void count(HostId host) {
        jdbc.sql("insert ignore into host_capacity (host_id) values (?)")
                .param(host.value())
                .update();
    }

    /** Locks the host's counter if that needs no waiting. */
    boolean lockIfFree(HostId host) {
        return jdbc.sql("select host_id from host_capacity where host_id = ? for update skip locked")
                .param(host.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** @return false if it does not fit any more; the counter may stay locked nevertheless, if it had to be waited for */
    boolean promise(HostId host, Resources wanted, Resources most) {
        boolean fits = jdbc.sql("""
            update host_capacity
            set vcpus = vcpus + :v, memory_mib = memory_mib + :m, disk_mib = disk_mib + :d
            where host_id = :host and not closed and vcpus + :v <= :mostV and memory_mib + :m <= :mostM
                and disk_mib + :d <= :mostD\
            """)
                        .param("v", wanted.vcpus())
                        .param("m", wanted.memoryMib())
                        .param("d", wanted.diskMib())
                        .param("host", host.value())
                        .param("mostV", most.vcpus())
                        .param("mostM", most.memoryMib())
                        .param("mostD", most.diskMib())
                        .update()
                == 1;
        if (fits) {
            news.changed(host);
        }
        return fits;
    }

    /**
     * As {@link #promise}, of what a VM there takes from now on; only what is more than before needs room.
     *
     * @param vcpus more than before, negative if it is less; so are the others
     */
    private boolean promiseMore(HostId host, int vcpus, long memoryMib, long diskMib, Resources most) {
        return jdbc.sql("""
            update host_capacity
            set vcpus = vcpus + :v, memory_mib = memory_mib + :m, disk_mib = disk_mib + :d
            where host_id = :host and (:v <= 0 or vcpus + :v <= :mostV) and (:m <= 0 or memory_mib + :m <= :mostM)
                and (:d <= 0 or disk_mib + :d <= :mostD) and (not closed or (:v <= 0 and :m <= 0 and :d <= 0))\
            """)
                        .param("v", vcpus)
                        .param("m", memoryMib)
                        .param("d", diskMib)
                        .param("host", host.value())
                        .param("mostV", most.vcpus())
                        .param("mostM", most.memoryMib())
                        .param("mostD", most.diskMib())
                        .update()
                == 1;
    }

    /** @param most that may be promised on the host where it is @return false if it does not fit there */
    boolean change(VmId vm, Resources to, Function<HostId, Resources> most) {
        var held = held(vm).orElseThrow(() -> new IllegalStateException(vm + " has no place"));
        var from = held.resources();
        if (from.equals(to)) {
            return true;
        }
        if (!promiseMore(
                held.host(),
                to.vcpus() - from.vcpus(),
                to.memoryMib() - from.memoryMib(),
                to.diskMib() - from.diskMib(),
                most.apply(held.host()))) {
            return false;
        }
        jdbc.sql("update allocation set vcpus = ?, memory_mib = ?, disk_mib = ? where vm_id = ?")
                .params(to.vcpus(), to.memoryMib(), to.diskMib(), vm.value())
                .update();
        news.changed(held.host());
        return true;
    }

    private record Held(HostId host, Resources resources) {}

    private Optional<Held> held(VmId vm) {
        return jdbc.sql("select * from allocation where vm_id = ? for update")
                .param(vm.value())
                .query((row, n) -> new Held(
                        new HostId(row.getObject("host_id", UUID.class)),
                        new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib"))))
                .optional();
    }

    /** For what is there already. */
    void promiseAnyway(HostId host, Resources r) {
        jdbc.sql("update host_capacity set vcpus = vcpus + ?, memory_mib = memory_mib + ?, disk_mib = disk_mib + ?"
                        + " where host_id = ?")
                .params(r.vcpus(), r.memoryMib(), r.diskMib(), host.value())
                .update();
        news.changed(host);
    }

    void insert(VmId vm, HostId host, Resources r, String decision) {
        jdbc.sql("""
            insert into allocation (vm_id, host_id, vcpus, memory_mib, disk_mib, decision, placed_at)
            values (?, ?, ?, ?, ?, ?, ?)\
            """)
                .params(
                        vm.value(),
                        host.value(),
                        r.vcpus(),
                        r.memoryMib(),
                        r.diskMib(),
                        decision,
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    Optional<String> decision(VmId vm) {
        return jdbc.sql("select decision from allocation where vm_id = ?")
                .param(vm.value())
                .query(String.class)
                .optional();
    }

    /** Whoever deletes the row gives back, so that giving back twice is once. */
    void giveBack(VmId vm) {
        held(vm).ifPresent(allocation -> {
            jdbc.sql("delete from allocation where vm_id = ?").param(vm.value()).update();
            jdbc.sql("""
                update host_capacity
                set vcpus = vcpus - ?, memory_mib = memory_mib - ?, disk_mib = disk_mib - ? where host_id = ?\
                """)
                    .params(
                            allocation.resources().vcpus(),
                            allocation.resources().memoryMib(),
                            allocation.resources().diskMib(),
                            allocation.host().value())
                    .update();
            news.changed(allocation.host());
        });
    }
}
