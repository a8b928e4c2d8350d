package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.kernel.HostId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is wished for hosts, and reading all that is recorded of them. What is seen is written by {@link HostRecords}. */
@Component
class HostTable {
    private final JdbcClient jdbc;

    HostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<HostRow> all() {
        var networks = networks();
        return jdbc.sql("select * from host order by name")
                .query((row, n) -> row(row, networks))
                .list();
    }

    Optional<HostRow> find(HostId id) {
        return all("id", id.value());
    }

    Optional<HostRow> find(String name) {
        return all("name", name);
    }

    /** Added with this id, or already there under this name and left as it is, but locked until the transaction ends. */
    void insert(HostId id, HostDraft draft, String pool, Instant now) {
        jdbc.sql("""
            insert ignore into host
                (id, name, uri, pool, pool_path, enabled, forced_acceleration, silent_since, created_at)
            values (:id, :name, :uri, :pool, :path, true, :forced, :now, :now)\
            """)
                .param("id", id.value())
                .param("name", draft.name())
                .param("uri", draft.connection().uri())
                .param("pool", pool)
                .param("path", draft.poolPath())
                .param("forced", name(draft.forced()))
                .param("now", utc(now))
                .update();
    }

    /** Another way to it, so everything known of it has to be found out again. */
    void redirect(HostId id, HostDraft draft) {
        jdbc.sql("""
            update host set uri = :uri, pool_path = :path, forced_acceleration = :forced, acceleration = null,
                probed_acceleration = null, host_uuid = null, trouble = null, looks_asked = looks_asked + 1
            where id = :id\
            """)
                .param("uri", draft.connection().uri())
                .param("path", draft.poolPath())
                .param("forced", name(draft.forced()))
                .param("id", id.value())
                .update();
    }

    void enable(HostId id, boolean enabled) {
        jdbc.sql("update host set enabled = ? where id = ?")
                .params(enabled, id.value())
                .update();
    }

    /** Whichever node watches it notices. */
    void askForLook(HostId id) {
        jdbc.sql("update host set looks_asked = looks_asked + 1 where id = ?")
                .param(id.value())
                .update();
    }

    private Optional<HostRow> all(String column, Object value) {
        var networks = networks();
        return jdbc.sql("select * from host where " + column + " = ?")
                .param(value)
                .query((row, n) -> row(row, networks))
                .optional();
    }

    private Map<HostId, Set<NetworkSource>> networks() {
        var all = new HashMap<HostId, Set<NetworkSource>>();
        jdbc.sql("select * from host_network").query(row -> {
            all.computeIfAbsent(new HostId(row.getObject("host_id", UUID.class)), id -> new HashSet<>())
                    .add(new NetworkSource(NicKind.valueOf(row.getString("kind")), row.getString("name")));
        });
        return all;
    }

    private static HostRow row(ResultSet row, Map<HostId, Set<NetworkSource>> networks) throws SQLException {
        var id = new HostId(row.getObject("id", UUID.class));
        return new HostRow(
                id,
                row.getString("name"),
                new HostConnection(row.getString("uri")),
                row.getString("pool"),
                row.getString("pool_path"),
                row.getBoolean("enabled"),
                acceleration(row.getString("forced_acceleration")),
                acceleration(row.getString("probed_acceleration")),
                acceleration(row.getString("acceleration")),
                Optional.ofNullable(row.getObject("host_uuid", UUID.class)),
                row.getString("hypervisor_version"),
                row.getString("architecture"),
                row.getInt("cpus"),
                row.getLong("memory_mib"),
                row.getLong("pool_capacity_mib"),
                row.getLong("pool_available_mib"),
                instant(row.getObject("last_seen", LocalDateTime.class)),
                instant(row.getObject("silent_since", LocalDateTime.class)),
                Optional.ofNullable(row.getString("trouble")),
                Set.copyOf(networks.getOrDefault(id, Set.of())));
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(@Nullable LocalDateTime utc) {
        return Optional.ofNullable(utc).map(time -> time.toInstant(ZoneOffset.UTC));
    }

    static @Nullable String name(Optional<Acceleration> acceleration) {
        return acceleration.map(Enum::name).orElse(null);
    }

    private static Optional<Acceleration> acceleration(@Nullable String name) {
        return Optional.ofNullable(name).map(Acceleration::valueOf);
    }
}
