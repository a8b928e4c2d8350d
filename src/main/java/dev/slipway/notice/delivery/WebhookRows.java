package dev.slipway.notice.delivery;

import dev.slipway.identity.SecretSeal;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.WebhookId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code webhook}. What is sealed is bound to its webhook. */
@Component
class WebhookRows {
    private final JdbcClient jdbc;
    private final SecretSeal seal;
    private final Clock clock;

    WebhookRows(JdbcClient jdbc, SecretSeal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** @param secret what its calls are signed with */
    record Row(
            WebhookId id,
            UserId owner,
            int place,
            String name,
            String url,
            byte[] secret,
            Optional<Instant> lastSuccess,
            Optional<String> off) {
        WebhookView view() {
            return new WebhookView(id, name, url, lastSuccess, off);
        }

        @Override
        public String toString() {
            return "Webhook[" + id + "]";
        }
    }

    List<Row> of(UserId user) {
        return jdbc.sql("select * from webhook where user_id = ? order by place")
                .param(user.value())
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Row> find(WebhookId webhook) {
        return jdbc.sql("select * from webhook where id = ?")
                .param(webhook.value())
                .query((row, n) -> read(row))
                .optional();
    }

    List<WebhookId> on(UserId user) {
        return jdbc.sql("select id from webhook where user_id = ? and off_since is null order by place")
                .param(user.value())
                .query((row, n) -> new WebhookId(row.getObject(1, UUID.class)))
                .list();
    }

    /** @throws ConcurrencyFailureException if the place was taken in this very moment */
    void add(Row row) {
        UUID id = row.id().value();
        try {
            jdbc.sql("insert into webhook (id, user_id, place, name, sealed_url, sealed_secret, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            id,
                            row.owner().value(),
                            row.place(),
                            row.name(),
                            seal.seal(row.url().getBytes(StandardCharsets.UTF_8), id),
                            seal.seal(row.secret(), id),
                            DeliveryRows.utc(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyFailureException("another webhook was added at the same time", e);
        }
    }

    void remove(WebhookId webhook) {
        jdbc.sql("delete from webhook where id = ?").param(webhook.value()).update();
    }

    void succeeded(WebhookId webhook) {
        jdbc.sql("update webhook set last_success_at = ? where id = ?")
                .params(DeliveryRows.utc(clock.instant()), webhook.value())
                .update();
    }

    /** False if it was off. @param since only if no call has got through after that */
    boolean turnOff(WebhookId webhook, String why, Instant since) {
        return 1
                == jdbc.sql("update webhook set off_since = ?, off_because = ? where id = ? and off_since is null"
                                + " and (last_success_at is null or last_success_at < ?)")
                        .params(
                                DeliveryRows.utc(clock.instant()),
                                why.length() > 300 ? why.substring(0, 299) + "…" : why,
                                webhook.value(),
                                DeliveryRows.utc(since))
                        .update();
    }

    void turnOn(WebhookId webhook) {
        jdbc.sql("update webhook set off_since = null, off_because = null where id = ?")
                .param(webhook.value())
                .update();
    }

    private Row read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Row(
                new WebhookId(id),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getInt("place"),
                row.getString("name"),
                new String(seal.open(row.getBytes("sealed_url"), id), StandardCharsets.UTF_8),
                seal.open(row.getBytes("sealed_secret"), id),
                Optional.ofNullable(row.getObject("last_success_at", LocalDateTime.class))
                        .map(t -> t.toInstant(ZoneOffset.UTC)),
                Optional.ofNullable(row.getString("off_because")));
    }
}
