package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Second places of VMs. The counters were raised when they were promised, and do not change when the two are swapped. */
@Component
class HoldTable {
    private final JdbcClient jdbc;
    private final CounterNews news;
    private final Clock clock;

    HoldTable(JdbcClient jdbc, CounterNews news, Clock clock) {
        this.jdbc = jdbc;
        this.news = news;
        this.clock = clock;
    }

    void insert(VmId vm, HostId host, Resources r, String decision) {
        jdbc.sql("""
            insert into allocation_hold (vm_id, host_id, vcpus, memory_mib, disk_mib, decision, placed_at)
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

    /** With their reasons, each as it was when it was decided. */
    void swap(VmId vm, HostId place) {
        record Held(UUID host, int vcpus, long memory, long disk, String decision, LocalDateTime at) {}
        var held = jdbc.sql("select * from allocation_hold where vm_id = ? and host_id = ? for update")
                .params(vm.value(), place.value())
                .query((row, n) -> new Held(
                        row.getObject("host_id", UUID.class),
                        row.getInt("vcpus"),
                        row.getLong("memory_mib"),
                        row.getLong("disk_mib"),
                        row.getString("decision"),
                        row.getObject("placed_at", LocalDateTime.class)))
                .optional();
        if (held.isEmpty()) {
            return;
        }
        var there = held.get();
        jdbc.sql("""
            update allocation_hold h join allocation a on a.vm_id = h.vm_id
            set h.host_id = a.host_id, h.vcpus = a.vcpus, h.memory_mib = a.memory_mib, h.disk_mib = a.disk_mib,
                h.decision = a.decision, h.placed_at = a.placed_at
            where h.vm_id = ?\
            """).param(vm.value()).update();
        jdbc.sql("""
            update allocation set host_id = ?, vcpus = ?, memory_mib = ?, disk_mib = ?, decision = ?, placed_at = ?
            where vm_id = ?\
            """)
                .params(
                        there.host(),
                        there.vcpus(),
                        there.memory(),
                        there.disk(),
                        there.decision(),
                        there.at(),
                        vm.value())
                .update();
    }

    /** Whoever deletes the row gives back, so that giving back twice is once. */
    void giveBack(VmId vm) {
        record Held(UUID host, int vcpus, long memory, long disk) {}
        var held = jdbc.sql("select * from allocation_hold where vm_id = ? for update")
                .param(vm.value())
                .query((row, n) -> new Held(
                        row.getObject("host_id", UUID.class),
                        row.getInt("vcpus"),
                        row.getLong("memory_mib"),
                        row.getLong("disk_mib")))
                .optional();
        held.ifPresent(hold -> {
            jdbc.sql("delete from allocation_hold where vm_id = ?")
                    .param(vm.value())
                    .update();
            jdbc.sql("""
                update host_capacity
                set vcpus = vcpus - ?, memory_mib = memory_mib - ?, disk_mib = disk_mib - ? where host_id = ?\
                """)
                    .params(hold.vcpus(), hold.memory(), hold.disk(), hold.host())
                    .update();
            news.changed(new HostId(hold.host()));
        });
    }

    void close(HostId host, boolean closed) {
        jdbc.sql("insert into host_capacity (host_id, closed) values (:host, :closed)"
                        + " on duplicate key update closed = :closed")
                .param("host", host.value())
                .param("closed", closed)
                .update();
    }
}
