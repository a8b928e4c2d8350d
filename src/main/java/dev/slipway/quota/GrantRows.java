package dev.slipway.quota;

import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code quota_grant}. */
@Component
class GrantRows {
    private static final String READ = "select * from quota_grant where ";
    private static final String NODE = "(tenant_id = ? and project_id = ? and member_id = ?)";
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    GrantRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(GrantRow g) {
        jdbc.sql("insert into quota_grant (id, request_id, tenant_id, project_id, member_id, level_name, dimension,"
                        + " amount, ends_at, state, given_by, given_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        g.id().value(),
                        g.request().value(),
                        g.node().tenant(),
                        g.node().project(),
                        g.node().member(),
                        g.levelName(),
                        g.dimension().name(),
                        g.amount(),
                        utc(g.endsAt()),
                        g.state().name(),
                        g.givenBy(),
                        utc(g.givenAt()))
                .update();
    }

    /** False if it is not active any more: somebody else ended it, and has taken it off the limit. */
    boolean end(QuotaGrantId grant, GrantState how, String by) {
        return jdbc.sql(
                                "update quota_grant set state = ?, ended_by = ?, ended_at = ? where id = ? and state = 'ACTIVE'")
                        .params(how.name(), by, utc(clock.instant()), grant.value())
                        .update()
                == 1;
    }

    /** Active ones whose time is over, those that ended first at the front; a part of them if they are many. */
    List<GrantRow> due() {
        return jdbc.sql(READ + "state = 'ACTIVE' and ends_at <= ? order by ends_at, id limit " + AT_ONCE)
                .param(utc(clock.instant()))
                .query((r, n) -> row(r))
                .list();
    }

    Optional<GrantRow> find(QuotaGrantId grant) {
        return jdbc.sql(READ + "id = ?")
                .param(grant.value())
                .query((r, n) -> row(r))
                .optional();
    }

    /** Active ones on any of these nodes, the next to end first. */
    List<GrantRow> active(Collection<NodeKey> nodes) {
        List<UUID> params = new ArrayList<>();
        nodes.forEach(n -> params.addAll(List.of(n.tenant(), n.project(), n.member())));
        return jdbc.sql(READ + "state = 'ACTIVE' and ("
                        + String.join(" or ", nodes.stream().map(n -> NODE).toList()) + ") order by ends_at, id")
                .params(params)
                .query((r, n) -> row(r))
                .list();
    }

    List<GrantRow> ofRequest(QuotaRequestId request) {
        return jdbc.sql(READ + "request_id = ? order by ends_at, id")
                .param(request.value())
                .query((r, n) -> row(r))
                .list();
    }

    /** How much of the node's limits is granted for a time. The caller holds the node's row, so that it stays true. */
    Map<Dimension, Long> sums(NodeKey node) {
        Map<Dimension, Long> sums = new EnumMap<>(Dimension.class);
        active(List.of(node)).forEach(g -> sums.merge(g.dimension(), g.amount(), Long::sum));
        return sums;
    }

    private static GrantRow row(ResultSet r) throws SQLException {
        return new GrantRow(
                new QuotaGrantId(r.getObject("id", UUID.class)),
                new QuotaRequestId(r.getObject("request_id", UUID.class)),
                NodeKey.read(
                        r.getObject("tenant_id", UUID.class),
                        r.getObject("project_id", UUID.class),
                        r.getObject("member_id", UUID.class)),
                r.getString("level_name"),
                Dimension.valueOf(r.getString("dimension")),
                r.getLong("amount"),
                r.getObject("ends_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                GrantState.valueOf(r.getString("state")),
                r.getString("given_by"),
                r.getObject("given_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
