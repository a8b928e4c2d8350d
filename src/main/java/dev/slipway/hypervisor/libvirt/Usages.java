package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.slipway.hypervisor.HostUsage;
import dev.slipway.hypervisor.HostUsage.GuestUsage;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** What host and guests have used, on a connection of its own: one guest that hangs holds up the figures of all. */
final class Usages implements AutoCloseable {
    private static final long KIB_PER_MIB = 1024;
    private static final int FIELD = 80;
    private static final int ENTRY = 88;
    private static final int STATS = NativeLibvirt.STATS_STATE
            | NativeLibvirt.STATS_CPU_TOTAL
            | NativeLibvirt.STATS_BALLOON
            | NativeLibvirt.STATS_INTERFACE
            | NativeLibvirt.STATS_BLOCK;

    private final Connections connections;
    private final StuckCalls stuck = new StuckCalls();
    private @Nullable OwnedConnection connection;
    private boolean closed;

    Usages(Connections connections) {
        this.connections = connections;
    }

    synchronized HostUsage read() {
        if (stuck.now() > 0) {
            throw new HypervisorProblem(
                    Kind.BUSY, "The host does not tell its figures now.", "the last question still hangs", null);
        }
        return connection().call("read what is used", connections.limits().query(), Usages::of);
    }

    private OwnedConnection connection() {
        var last = connection;
        if (last != null && last.isUsable() && last.isAlive()) {
            return last;
        }
        if (last != null) {
            last.close();
        }
        var next = connections.open("usage", stuck);
        connection = next;
        if (closed) {
            next.close();
        }
        return next;
    }

    /** Idle time is counted too, so all of it adds up to how long its processors have been there. */
    static Duration upFor(Connect connect) throws LibvirtException {
        var handle = NativeHandles.of(connect);
        var cpu = node((values, count) -> LIBVIRT.virNodeGetCPUStats(handle, NativeLibvirt.ALL_CPUS, values, count, 0));
        long all = Stream.of("user", "kernel", "idle", "iowait")
                .mapToLong(kind -> cpu.getOrDefault(kind, 0L))
                .sum();
        return Duration.ofNanos(all / Math.max(1, connect.nodeInfo().cpus));
    }

    private static HostUsage of(Connect connect) throws LibvirtException {
        var handle = NativeHandles.of(connect);
        var cpu = node((values, count) -> LIBVIRT.virNodeGetCPUStats(handle, NativeLibvirt.ALL_CPUS, values, count, 0));
        var memory = node(
                (values, count) -> LIBVIRT.virNodeGetMemoryStats(handle, NativeLibvirt.ALL_CELLS, values, count, 0));
        var guests = StatsRecords.read(
                connect,
                STATS,
                NativeLibvirt.STATS_OF_ACTIVE | NativeLibvirt.STATS_NO_WAIT,
                (domain, values) -> new GuestUsage(
                        StatsRecords.uuid(domain),
                        Duration.ofNanos(values.getOrDefault("cpu.time", 0L)),
                        values.getOrDefault("balloon.rss", 0L) / KIB_PER_MIB,
                        sum(values, "block.", ".rd.bytes"),
                        sum(values, "block.", ".wr.bytes"),
                        sum(values, "net.", ".rx.bytes"),
                        sum(values, "net.", ".tx.bytes")));
        return new HostUsage(busy(cpu), usedMib(memory), guests);
    }

    /** Host's own counters: {@code user}, {@code kernel}, {@code idle}, {@code iowait} in nanoseconds. */
    private static Duration busy(Map<String, Long> cpu) {
        return Duration.ofNanos(cpu.getOrDefault("user", 0L) + cpu.getOrDefault("kernel", 0L));
    }

    private static long usedMib(Map<String, Long> memory) {
        var spare = memory.getOrDefault("free", 0L)
                + memory.getOrDefault("buffers", 0L)
                + memory.getOrDefault("cached", 0L);
        return Math.max(0, memory.getOrDefault("total", 0L) - spare) / KIB_PER_MIB;
    }

    private static long sum(Map<String, Long> values, String from, String to) {
        var count = values.getOrDefault(from + "count", 0L);
        var sum = 0L;
        for (var i = 0; i < count; i++) {
            sum += values.getOrDefault(from + i + to, 0L);
        }
        return sum;
    }

    private interface Node {
        int ask(@Nullable Pointer values, IntByReference count);
    }

    /** {@code struct { char field[80]; unsigned long long value; }}, as many as the host says; none where it cannot. */
    private static Map<String, Long> node(Node node) {
        var count = new IntByReference(0);
        if (node.ask(null, count) < 0 || count.getValue() == 0) {
            return Map.of();
        }
        try (var memory = new Memory((long) count.getValue() * ENTRY)) {
            memory.clear();
            if (node.ask(memory, count) < 0) {
                return Map.of();
            }
            var values = new HashMap<String, Long>();
            for (var i = 0; i < count.getValue(); i++) {
                var entry = memory.share((long) i * ENTRY, ENTRY);
                values.put(entry.getString(0, "UTF-8"), entry.getLong(FIELD));
            }
            return values;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            connection.close();
        }
    }
}
