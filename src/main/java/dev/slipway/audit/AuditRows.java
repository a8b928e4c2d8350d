package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.AuditableEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code audit_entry}. There is no update and no delete, here or anywhere. */
@Component
class AuditRows {
    private static final String INSERT =
            "insert into audit_entry (at, actor_id, actor_name, origin, action, target_type, target_id, target_name,"
                    + " project_id, outcome, code, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    AuditRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void addDone(AuditableEvent event) {
        add(event, null);
    }

    void addRefused(Actor actor, String action, Target target, String code, String reason) {
        add(actor.did(action, target.type(), target.id(), "", null, reason), code);
    }

    private void add(AuditableEvent e, @Nullable String code) {
        jdbc.update(
                INSERT,
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                e.actorId(),
                cut(e.actorName(), 80),
                cut(e.origin(), 64),
                cut(e.action(), 64),
                cut(e.targetType(), 32),
                e.targetId() == null ? null : e.targetId().toString(),
                cut(e.targetName(), 255),
                e.projectId() == null ? null : e.projectId().value(),
                code == null ? "DONE" : "REFUSED",
                code == null ? null : cut(code, 64),
                cut(e.detail(), 2000));
    }

    /** Newest first. */
    Page<AuditEntry> find(String where, List<?> params, Pageable page) {
        Long total =
                jdbc.queryForObject("select count(*) from audit_entry a where " + where, Long.class, params.toArray());
        List<Object> all = new ArrayList<>(params);
        String limit = "";
        if (page.isPaged()) {
            limit = " limit ? offset ?";
            all.add(page.getPageSize());
            all.add(page.getOffset());
        }
        List<AuditEntry> entries = jdbc.query(
                "select * from audit_entry a where " + where + " order by a.id desc" + limit,
                AuditRows::read,
                all.toArray());
        return new PageImpl<>(entries, page, total == null ? 0 : total);
    }

    private static AuditEntry read(ResultSet r, int row) throws SQLException {
        return new AuditEntry(
                instant(r),
                r.getString("actor_name"),
                r.getString("origin"),
                r.getString("action"),
                r.getString("target_type"),
                r.getString("target_name"),
                r.getString("outcome").equals("REFUSED"),
                r.getString("detail"));
    }

    private static Instant instant(ResultSet r) throws SQLException {
        return r.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** What is told must not fail for being long; an entry is one line. */
    private static String cut(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }

    /** What was meant. @param id null if the request named none */
    record Target(String type, @Nullable UUID id) {}
}
