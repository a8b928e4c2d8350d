package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
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
                .query((row, n) -> row(row, networks.getOrDefault(id(row), Set.of())))
                .list();
    }

    Optional<HostRow> find(HostId id) {
        return one("id", id.value());
    }

    Optional<HostRow> find(String name) {
        return one("name", name);
    }

    /** Added with this id, or already there under this name and left as it is, but locked until the transaction ends. */
    void insert(HostId id, HostDraft draft, String pool, Instant now) {
        jdbc.sql("""
            insert ignore into host
                (id, name, uri, credential_id, host_key, pool, pool_path, enabled, forced_acceleration, silent_since,
                    created_at)
            values (:id, :name, :uri, :credential, :hostKey, :pool, :path, true, :forced, :now, :now)\
            """)
                .param("id", id.value())
                .param("name", draft.name())
                .param("uri", draft.connection().uri())
                .param("credential", draft.connection().credential().orElse(null))
                .param("hostKey", draft.connection().hostKey().orElse(null))
                .param("pool", pool)
                .param("path", draft.poolPath())
                .param("forced", name(draft.forced()))
                .param("now", utc(now))
                .update();
    }

    /** Another way to it, so everything known of it has to be found out again. */
    void redirect(HostId id, HostDraft draft) {
        jdbc.sql("""
            update host set uri = :uri, credential_id = :credential, host_key = :hostKey, pool_path = :path, forced_acceleration = :forced, acceleration = null,
                probed_acceleration = null, filters_guests = null, host_uuid = null, trouble = null, looks_asked = looks_asked + 1
            where id = :id\
            """)
                .param("uri", draft.connection().uri())
                .param("credential", draft.connection().credential().orElse(null))
                .param("hostKey", draft.connection().hostKey().orElse(null))
                .param("path", draft.poolPath())
                .param("forced", name(draft.forced()))
                .param("id", id.value())
                .update();
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if room is held there */
    void delete(HostId id) {
        jdbc.sql("delete from host where id = ?").param(id.value()).update();
    }

    void setPolicy(HostId id, HostPolicy policy) {
        jdbc.sql("update host set vcpu_ratio = :vcpus, memory_ratio = :memory, memory_reserve_mib = :reserve,"
                        + " tags = :tags where id = :id")
                .param("vcpus", policy.vcpuRatio().orElse(null))
                .param("memory", policy.memoryRatio().orElse(null))
                .param("reserve", policy.memoryReserveMib().orElse(null))
                .param("tags", policy.tags().toString())
                .param("id", id.value())
                .update();
    }

    /** False if it answers, or is given up already. */
    boolean giveUp(HostId id, Instant now) {
        return jdbc.sql("update host set given_up_at = ?, enabled = false"
                                + " where id = ? and silent_since is not null and given_up_at is null")
                        .params(utc(now), id.value())
                        .update()
                == 1;
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

    /** By one statement, since every step of every operation asks: the host once for each network that is ready there. */
    private Optional<HostRow> one(String column, Object value) {
        return jdbc.sql("select host.*, n.kind as network_kind, n.name as network_name from host"
                        + " left join host_network n on n.host_id = host.id and n.ready where host." + column + " = ?")
                .param(value)
                .query(HostTable::joined);
    }

    private static Optional<HostRow> joined(ResultSet rows) throws SQLException {
        Optional<HostRow> host = Optional.empty();
        var networks = new HashSet<NetworkSource>();
        while (rows.next()) {
            if (rows.getString("network_kind") != null) {
                networks.add(network(rows, "network_kind", "network_name"));
            }
            // The last has all of them.
            host = Optional.of(row(rows, networks));
        }
        return host;
    }

    private Map<HostId, Set<NetworkSource>> networks() {
        var all = new HashMap<HostId, Set<NetworkSource>>();
        jdbc.sql("select * from host_network where ready").query(row -> {
            all.computeIfAbsent(new HostId(row.getObject("host_id", UUID.class)), id -> new HashSet<>())
                    .add(network(row, "kind", "name"));
        });
        return all;
    }

    private static NetworkSource network(ResultSet row, String kind, String name) throws SQLException {
        return new NetworkSource(NicKind.valueOf(row.getString(kind)), row.getString(name));
    }

    private static HostId id(ResultSet row) throws SQLException {
        return new HostId(row.getObject("id", UUID.class));
    }

    private static HostRow row(ResultSet row, Set<NetworkSource> networks) throws SQLException {
        return new HostRow(
                id(row),
                row.getString("name"),
                connection(row),
                row.getString("pool"),
                row.getString("pool_path"),
                row.getBoolean("enabled"),
                Upkeep.valueOf(row.getString("upkeep")),
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
                instant(row.getObject("given_up_at", LocalDateTime.class)),
                Optional.ofNullable(row.getString("trouble")),
                policy(row),
                Set.copyOf(networks),
                Optional.ofNullable(row.getObject("filters_guests", Boolean.class)));
    }

    private static HostPolicy policy(ResultSet row) throws SQLException {
        return new HostPolicy(
                Optional.ofNullable(row.getObject("vcpu_ratio", Double.class)),
                Optional.ofNullable(row.getObject("memory_ratio", Double.class)),
                Optional.ofNullable(row.getObject("memory_reserve_mib", Long.class)),
                HostTags.parse(row.getString("tags")));
    }

    /** From a row with the columns of a host's address. */
    static HostConnection connection(ResultSet row) throws SQLException {
        return new HostConnection(
                row.getString("uri"),
                Optional.ofNullable(row.getObject("credential_id", UUID.class)),
                Optional.ofNullable(row.getString("host_key")));
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
