package dev.slipway.catalog;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class SizeTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    SizeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<SizeView> all() {
        return jdbc.sql("select * from size order by memory_mib, vcpus, disk_mib, name")
                .query(SizeTable::view)
                .list();
    }

    Optional<SizeView> find(SizeId id) {
        return jdbc.sql("select * from size where id = ?")
                .param(id.value())
                .query(SizeTable::view)
                .optional();
    }

    void insert(SizeView size) {
        jdbc.sql("insert into size (id, name, vcpus, memory_mib, disk_mib, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        size.id().value(),
                        size.name(),
                        size.resources().vcpus(),
                        size.resources().memoryMib(),
                        size.resources().diskMib(),
                        Utc.now(clock))
                .update();
    }

    void setHostTags(SizeId size, HostTags tags) {
        jdbc.sql("update size set host_tags = ? where id = ?")
                .params(tags.toString(), size.value())
                .update();
    }

    private static SizeView view(ResultSet row, int n) throws SQLException {
        return new SizeView(
                new SizeId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib")),
                HostTags.parse(row.getString("host_tags")));
    }
}
