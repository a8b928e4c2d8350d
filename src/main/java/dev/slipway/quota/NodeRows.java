package dev.slipway.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code quota_node}: totals and limits. */
@Component
class NodeRows {
    private static final String READ = "select * from quota_node";

    private final JdbcTemplate jdbc;

    NodeRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In one round trip, locked in this order. Those that are not there, or would pass a limit, are left and returned. */
    List<NodeKey> spend(List<NodeKey> nodes, Amounts amounts) {
        List<Dimension> touched = NodeSql.touched(amounts);
        return update(NodeSql.spend(touched), touched, amounts, nodes, true);
    }

    /** Returns those that are not there. */
    List<NodeKey> charge(List<NodeKey> nodes, Amounts amounts) {
        List<Dimension> touched = NodeSql.touched(amounts);
        return update(NodeSql.charge(touched), touched, amounts, nodes, false);
    }

    /** Returns those that are not there. */
    List<NodeKey> giveBack(List<NodeKey> nodes, Amounts amounts) {
        List<Dimension> touched = NodeSql.touched(amounts);
        return update(NodeSql.giveBack(touched), touched, amounts, nodes, false);
    }

    private List<NodeKey> update(
            String sql, List<Dimension> touched, Amounts amounts, List<NodeKey> nodes, boolean compare) {
        List<Object> figures = touched.stream().<Object>map(d -> amounts.of(d)).toList();
        int[] changed = jdbc.batchUpdate(
                sql,
                nodes.stream()
                        .map(node -> parameters(figures, node, compare ? figures : List.of()))
                        .toList());
        return IntStream.range(0, changed.length)
                .filter(i -> changed[i] == 0)
                .mapToObj(nodes::get)
                .toList();
    }

    private static Object[] parameters(List<Object> figures, NodeKey node, List<Object> compared) {
        List<Object> all = new ArrayList<>(figures.size() + compared.size() + 3);
        all.addAll(figures);
        Collections.addAll(all, node.tenant(), node.project(), node.member());
        all.addAll(compared);
        return all.toArray();
    }

    Optional<Standing> lock(NodeKey node) {
        return read(READ + NodeSql.KEY + " for update", List.of(node)).values().stream()
                .findFirst();
    }

    /** Those that exist, as of one moment. */
    Map<NodeKey, Standing> read(Collection<NodeKey> nodes) {
        String key = "(tenant_id = ? and project_id = ? and member_id = ?)";
        return read(
                READ + " where "
                        + String.join(" or ", nodes.stream().map(n -> key).toList()),
                nodes);
    }

    private Map<NodeKey, Standing> read(String sql, Collection<NodeKey> nodes) {
        List<Object> params = new ArrayList<>();
        nodes.forEach(n -> params.addAll(List.of(n.tenant(), n.project(), n.member())));
        Map<NodeKey, Standing> found = new LinkedHashMap<>();
        jdbc.query(
                sql,
                r -> {
                    found.put(key(r), standing(r));
                },
                params.toArray());
        return found;
    }

    /** Lets in one at a time those who make tenants' nodes, until their transactions end. */
    void lockRoot() {
        jdbc.queryForObject("select id from quota_root where id = 1 for update", Integer.class);
    }

    /** The caller holds its parent's row (the root's for a tenant), so that nobody else makes it at the same time. */
    void create(NodeKey node, Map<Dimension, OptionalLong> limits) {
        List<@Nullable Object> params = new ArrayList<>(List.of(
                node.tenant(), node.project(), node.member(), node.level().name()));
        StringBuilder columns = new StringBuilder("tenant_id, project_id, member_id, level");
        limits.forEach((dimension, limit) -> {
            columns.append(", limit_").append(NodeSql.column(dimension));
            params.add(limit.isPresent() ? limit.getAsLong() : null);
        });
        String marks = "?" + ", ?".repeat(params.size() - 1);
        jdbc.update("insert into quota_node (" + columns + ") values (" + marks + ")", params.toArray());
    }

    void limit(NodeKey node, Map<Dimension, OptionalLong> limits) {
        limits.forEach((dimension, limit) -> jdbc.update(
                "update quota_node set limit_" + NodeSql.column(dimension) + " = ?" + NodeSql.KEY,
                limit.isPresent() ? limit.getAsLong() : null,
                node.tenant(),
                node.project(),
                node.member()));
    }

    /** By so much, which may be negative; unlimited stays unlimited. */
    void raise(NodeKey node, Dimension dimension, long amount) {
        String limit = "limit_" + NodeSql.column(dimension);
        jdbc.update(
                "update quota_node set " + limit + " = " + limit + " + ?" + NodeSql.KEY,
                amount,
                node.tenant(),
                node.project(),
                node.member());
    }

    private static NodeKey key(ResultSet r) throws SQLException {
        return NodeKey.read(
                r.getObject("tenant_id", UUID.class),
                r.getObject("project_id", UUID.class),
                r.getObject("member_id", UUID.class));
    }

    static Standing standing(ResultSet r) throws SQLException {
        Map<Dimension, OptionalLong> limits = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            long limit = r.getLong("limit_" + NodeSql.column(d));
            limits.put(d, r.wasNull() ? OptionalLong.empty() : OptionalLong.of(limit));
        }
        return new Standing(
                new Amounts(
                        r.getLong("used_vms"),
                        r.getLong("used_vcpus"),
                        r.getLong("used_memory_mib"),
                        r.getLong("used_disk_mib"),
                        r.getLong("used_running_vcpus"),
                        r.getLong("used_running_memory_mib")),
                limits);
    }
}
