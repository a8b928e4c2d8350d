package dev.slipway.catalog;

import dev.slipway.kernel.Resources;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code custom_size_range}, of one row or none. */
@Component
class CustomRangeTable {
    private final JdbcClient jdbc;

    CustomRangeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CustomRange> read() {
        return jdbc.sql("select * from custom_size_range")
                .query((row, n) -> new CustomRange(
                        new Resources(
                                row.getInt("least_vcpus"),
                                row.getLong("least_memory_mib"),
                                row.getLong("least_disk_mib")),
                        new Resources(
                                row.getInt("most_vcpus"),
                                row.getLong("most_memory_mib"),
                                row.getLong("most_disk_mib"))))
                .optional();
    }

    void write(CustomRange range) {
        jdbc.sql("replace into custom_size_range (id, least_vcpus, most_vcpus, least_memory_mib, most_memory_mib,"
                        + " least_disk_mib, most_disk_mib) values (1, ?, ?, ?, ?, ?, ?)")
                .params(
                        range.least().vcpus(),
                        range.most().vcpus(),
                        range.least().memoryMib(),
                        range.most().memoryMib(),
                        range.least().diskMib(),
                        range.most().diskMib())
                .update();
    }

    /** @return false if there was none */
    boolean clear() {
        return jdbc.sql("delete from custom_size_range").update() > 0;
    }
}
