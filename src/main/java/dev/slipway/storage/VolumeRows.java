package dev.slipway.storage;

import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.kernel.PoolId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Volumes as they were last listed. Written only where they differ. */
@Component
class VolumeRows {
    private static final long MIB = 1024 * 1024;

    private final JdbcClient jdbc;

    record Row(String name, String path, long capacityMib, long allocatedMib) {
        static Row of(VolumeFacts v) {
            return new Row(v.ref().name(), v.path(), up(v.capacityBytes()), up(v.allocatedBytes()));
        }

        private static long up(long bytes) {
            return (bytes + MIB - 1) / MIB;
        }
    }

    VolumeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> in(PoolId pool) {
        return jdbc.sql("select * from host_volume where pool_id = ? order by name")
                .param(pool.value())
                .query((row, n) -> new Row(
                        row.getString("name"),
                        row.getString("path"),
                        row.getLong("capacity_mib"),
                        row.getLong("allocated_mib")))
                .list();
    }

    void replace(PoolId pool, List<VolumeFacts> seen) {
        Map<String, Row> now =
                seen.stream().map(Row::of).collect(Collectors.toMap(Row::name, Function.identity(), (a, b) -> a));
        var before = in(pool);
        for (var row : before) {
            if (!now.containsKey(row.name())) {
                remove(pool, row.name());
            }
        }
        var known = before.stream().collect(Collectors.toSet());
        for (var row : now.values()) {
            if (!known.contains(row)) {
                jdbc.sql("replace into host_volume (pool_id, name, path, capacity_mib, allocated_mib)"
                                + " values (?, ?, ?, ?, ?)")
                        .params(pool.value(), row.name(), row.path(), row.capacityMib(), row.allocatedMib())
                        .update();
            }
        }
    }

    void remove(PoolId pool, String name) {
        jdbc.sql("delete from host_volume where pool_id = ? and name = ?")
                .params(pool.value(), name)
                .update();
    }
}
