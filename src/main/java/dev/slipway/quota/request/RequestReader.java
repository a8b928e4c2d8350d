package dev.slipway.quota.request;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.PayerNames;
import dev.slipway.quota.QuotaPath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code quota_request} with its lines. */
@Component
class RequestReader {
    private final JdbcClient jdbc;
    private final PayerNames names;

    RequestReader(JdbcClient jdbc, PayerNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    Optional<RequestRow> find(QuotaRequestId id) {
        return read(" where r.id = ?", List.of(id.value())).stream().findFirst();
    }

    Optional<RequestRow> open(UUID openKey) {
        return read(" where r.open_key = ?", List.of(openKey)).stream().findFirst();
    }

    /** Of those that are there. */
    Map<QuotaRequestId, RequestState> states(Collection<QuotaRequestId> requests) {
        Map<QuotaRequestId, RequestState> states = new HashMap<>();
        if (!requests.isEmpty()) {
            jdbc.sql("select id, state from quota_request where id in (:ids)")
                    .param("ids", requests.stream().map(QuotaRequestId::value).toList())
                    .query(r -> {
                        states.put(
                                new QuotaRequestId(r.getObject(1, UUID.class)), RequestState.valueOf(r.getString(2)));
                    });
        }
        return states;
    }

    long count(Where where) {
        return jdbc.sql("select count(*) from quota_request r" + where.sql())
                .params(where.params())
                .query(Long.class)
                .single();
    }

    /** @param suffix where, order and limit */
    List<RequestRow> read(String suffix, List<Object> params) {
        List<RequestRow> bare = jdbc.sql("select r.* from quota_request r" + suffix)
                .params(params)
                .query((r, n) -> row(r))
                .list();
        Map<UUID, List<RequestRow.Line>> lines =
                lines(bare.stream().map(r -> r.id().value()).toList());
        return bare.stream()
                .map(r -> r.with(lines.getOrDefault(r.id().value(), List.of())))
                .toList();
    }

    private Map<UUID, List<RequestRow.Line>> lines(List<UUID> requests) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<RequestRow.Line>> found = new HashMap<>();
        jdbc.sql("select * from quota_request_line where request_id in (:ids)")
                .param("ids", requests)
                .query(r -> {
                    found.computeIfAbsent(r.getObject("request_id", UUID.class), id -> new ArrayList<>())
                            .add(line(r));
                });
        found.values().forEach(lines -> lines.sort(Comparator.comparing(RequestRow.Line::wanted)));
        return found;
    }

    private static RequestRow.Line line(ResultSet r) throws SQLException {
        long amount = r.getLong("granted");
        OptionalLong granted = r.wasNull() ? OptionalLong.empty() : OptionalLong.of(amount);
        return new RequestRow.Line(
                new Wanted(Level.valueOf(r.getString("level")), Dimension.valueOf(r.getString("dimension"))),
                r.getLong("asked"),
                granted,
                moment(r, "granted_until"),
                Optional.ofNullable(r.getString("decided_by")));
    }

    private RequestRow row(ResultSet r) throws SQLException {
        ProjectId project = new ProjectId(r.getObject("project_id", UUID.class));
        return new RequestRow(
                new QuotaRequestId(r.getObject("id", UUID.class)),
                new QuotaPath(
                        new TenantId(r.getObject("tenant_id", UUID.class)),
                        r.getString("tenant_name"),
                        project,
                        r.getString("project_name"),
                        new UserId(r.getObject("member_id", UUID.class)),
                        r.getString("member_name")),
                names.called(project, r.getString("project_name")),
                new UserId(r.getObject("requester_id", UUID.class)),
                r.getString("requester_name"),
                r.getString("reason"),
                moment(r, "asked_until"),
                RequestState.valueOf(r.getString("state")),
                moment(r, "asked_at").orElseThrow(),
                moment(r, "expires_at").orElseThrow(),
                Optional.ofNullable(r.getString("decided_by")),
                moment(r, "decided_at"),
                r.getString("comment"),
                List.of());
    }

    static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Optional<Instant> moment(ResultSet r, String column) throws SQLException {
        return Optional.ofNullable(r.getObject(column, LocalDateTime.class)).map(t -> t.toInstant(ZoneOffset.UTC));
    }
}
