package dev.slipway.quota.request;

import dev.slipway.kernel.QuotaRequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes {@code quota_request} and {@code quota_request_line}. Whoever changes a request holds its row first. */
@Component
class RequestRows {
    static final Duration EXPIRE_AFTER = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final RequestReader reader;
    private final Clock clock;

    RequestRows(JdbcClient jdbc, RequestReader reader, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.clock = clock;
    }

    /** False if the same is open already. */
    boolean add(QuotaRequestId id, UUID openKey, UUID requester, String requesterName, Ask ask) {
        Instant now = clock.instant();
        Instant stale = now.plus(EXPIRE_AFTER);
        Instant expires = ask.until().filter(u -> u.isBefore(stale)).orElse(stale);
        try {
            jdbc.sql("insert into quota_request (id, tenant_id, tenant_name, project_id, project_name, member_id,"
                            + " member_name, requester_id, requester_name, reason, asked_until, state, open_key,"
                            + " asked_at, expires_at, comment)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, '')")
                    .param(id.value())
                    .param(ask.path().tenant().value())
                    .param(ask.path().tenantName())
                    .param(ask.path().project().value())
                    .param(ask.path().projectName())
                    .param(ask.path().member().value())
                    .param(ask.path().memberName())
                    .param(requester)
                    .param(requesterName)
                    .param(ask.reason())
                    .param(ask.until().map(RequestReader::utc).orElse(null))
                    .param(openKey)
                    .param(RequestReader.utc(now))
                    .param(RequestReader.utc(expires))
                    .update();
        } catch (DuplicateKeyException e) {
            return false;
        }
        ask.amounts().forEach((wanted, amount) -> addLine(id, wanted, amount));
        return true;
    }

    private void addLine(QuotaRequestId id, Wanted wanted, long amount) {
        jdbc.sql("insert into quota_request_line (request_id, level, dimension, asked) values (?, ?, ?, ?)")
                .params(id.value(), wanted.level().name(), wanted.dimension().name(), amount)
                .update();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<RequestRow> lock(QuotaRequestId id) {
        return jdbc.sql("select id from quota_request where id = ? for update")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .flatMap(found -> reader.find(id));
    }

    /** From then on the part is decided; what is given only for a time is worth deciding only until then. */
    void decide(QuotaRequestId id, Map<Wanted, Long> granted, Term term, String by) {
        Optional<Instant> end = term.end();
        granted.forEach((wanted, amount) -> jdbc.sql("update quota_request_line set granted = ?, granted_until = ?,"
                        + " decided_by = ?, decided_at = ? where request_id = ? and level = ? and dimension = ?"
                        + " and decided_at is null")
                .param(amount)
                .param(end.map(RequestReader::utc).orElse(null))
                .param(by)
                .param(RequestReader.utc(clock.instant()))
                .param(id.value())
                .param(wanted.level().name())
                .param(wanted.dimension().name())
                .update());
        end.ifPresent(at -> jdbc.sql("update quota_request set expires_at = least(expires_at, ?) where id = ?")
                .params(RequestReader.utc(at), id.value())
                .update());
    }

    void comment(QuotaRequestId id, String line) {
        jdbc.sql("update quota_request set comment = if(comment = '', ?, concat(comment, '\\n', ?)) where id = ?")
                .params(line, line, id.value())
                .update();
    }

    /** The caller holds the row and has seen it open. */
    void close(QuotaRequestId id, RequestState state, String by) {
        int rows = jdbc.sql("update quota_request set state = ?, open_key = null, decided_by = ?, decided_at = ?"
                        + " where id = ? and state = 'OPEN'")
                .params(state.name(), by, RequestReader.utc(clock.instant()), id.value())
                .update();
        if (rows != 1) {
            throw new IllegalStateException("request " + id + " was not open, though its row was held");
        }
    }

    /** Open ones that nobody needs to decide any more; a part of them if they are many. */
    List<QuotaRequestId> stale() {
        return jdbc.sql(
                        "select id from quota_request where state = 'OPEN' and expires_at <= ? order by expires_at limit 200")
                .param(RequestReader.utc(clock.instant()))
                .query((r, n) -> new QuotaRequestId(r.getObject(1, UUID.class)))
                .list();
    }
}
