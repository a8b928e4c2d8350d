package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.ProjectId;
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
                    + " project_id, tenant_id, outcome, code, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " coalesce((select tenant_id from project where id = ?), ?), ?, ?, ?)";
    private static final String KNOWN_IN =
            "select project_id from audit_entry where target_id = ? and project_id is not null"
                    + " order by id desc limit 1";

    private static final String NOT_FOUND = "not-found";

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
        // What strangers tried is for the platform's eyes; what was refused to people who see the thing belongs to it.
        ProjectId project = code.equals(NOT_FOUND) ? null : knownIn(target);
        add(actor.did(action, target.type(), target.id(), "", project, reason), code);
    }

    private @Nullable ProjectId knownIn(Target target) {
        if (target.id() == null) {
            return null;
        }
        return jdbc.queryForList(KNOWN_IN, UUID.class, target.id().toString()).stream()
                .findFirst()
                .map(ProjectId::new)
                .orElse(null);
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
                e.projectId() == null ? null : e.projectId().value(),
                code == null && e.targetType().equals("tenant") ? e.targetId() : null,
                code == null ? "DONE" : "REFUSED",
                code == null ? null : cut(code, 64),
                cut(e.detail(), 2000));
    }

    /** Newest first. */
    Page<AuditEntry> find(AuditFilter filter, Pageable page) {
        Long total = jdbc.queryForObject(
                "select count(*) from audit_entry a where " + filter.sql(),
                Long.class,
                filter.params().toArray());
        List<Object> all = new ArrayList<>(filter.params());
        String limit = "";
        if (page.isPaged()) {
            limit = " limit ? offset ?";
            all.add(page.getPageSize());
            all.add(page.getOffset());
        }
        List<AuditEntry> entries = jdbc.query(
                "select * from audit_entry a where " + filter.sql() + " order by a.id desc" + limit,
                AuditRows::read,
                all.toArray());
        return new PageImpl<>(entries, page, total == null ? 0 : total);
    }

    /** The newest of those told before that id; new entries do not move them. */
    List<AuditEntry> before(long id, AuditFilter filter, int most) {
        AuditFilter older = filter.and("a.id < ?", id);
        List<Object> all = new ArrayList<>(older.params());
        all.add(most);
        return jdbc.query(
                "select * from audit_entry a where " + older.sql() + " order by a.id desc limit ?",
                AuditRows::read,
                all.toArray());
    }

    private static AuditEntry read(ResultSet r, int row) throws SQLException {
        return new AuditEntry(
                r.getLong("id"),
                instant(r),
                r.getString("actor_name"),
                r.getString("origin"),
                r.getString("action"),
                r.getString("target_type"),
                r.getString("target_id"),
                r.getString("target_name"),
                r.getObject("tenant_id", UUID.class),
                r.getObject("project_id", UUID.class),
                r.getString("outcome").equals("REFUSED"),
                r.getString("code"),
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
