package dev.slipway.notice.delivery;

import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.WebhookId;
import dev.slipway.notice.delivery.Delivery.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code notice_delivery}. */
@Component
class DeliveryRows {
    private static final int LONGEST_RESULT = 300;
    private static final int PRUNED_AT_ONCE = 1_000;

    /** One call to a webhook at a time: who answers slowly delays nobody else. */
    private static final String DUE =
            "select d.id from notice_delivery d where d.state = 'WAITING' and d.due_at <= :now"
                    + " and (d.taken_until is null or d.taken_until < :now) and (d.webhook_id is null or d.webhook_id not in"
                    + " (select t.webhook_id from notice_delivery t where t.state = 'WAITING' and t.taken_until >= :now"
                    + " and t.webhook_id is not null)) order by d.due_at limit :most for update skip locked";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryRows(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    UUID add(UserId to, Purpose purpose, @Nullable NotificationId notification, @Nullable WebhookId webhook) {
        UUID id = UUID.randomUUID();
        LocalDateTime now = utc(clock.instant());
        jdbc.sql("insert into notice_delivery (id, user_id, way, purpose, notification_id, webhook_id, state, due_at,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, 'WAITING', ?, ?)")
                .param(id)
                .param(to.value())
                .param(webhook == null ? "MAIL" : "WEBHOOK")
                .param(purpose.name())
                .param(notification == null ? null : notification.value())
                .param(webhook == null ? null : webhook.value())
                .param(now)
                .param(now)
                .update();
        return id;
    }

    /** Those due, ours for so long; several nodes may ask at once. */
    List<Delivery> take(int most, Duration lease) {
        UUID taker = UUID.randomUUID();
        List<Delivery> taken = transaction.execute(status -> {
            LocalDateTime now = utc(clock.instant());
            List<UUID> due = jdbc.sql(DUE)
                    .param("now", now)
                    .param("most", most)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            if (due.isEmpty()) {
                return List.<Delivery>of();
            }
            jdbc.sql("update notice_delivery set taken_by = :taker, taken_until = :until, attempts = attempts + 1"
                            + " where id in (:ids)")
                    .param("taker", taker)
                    .param("until", utc(clock.instant().plus(lease)))
                    .param("ids", due)
                    .update();
            return jdbc.sql("select * from notice_delivery where id in (:ids) order by due_at")
                    .param("ids", due)
                    .query((row, n) -> read(row, taker))
                    .list();
        });
        return taken == null ? List.of() : taken;
    }

    /** Untried, as if it had not been taken. */
    void giveBack(Delivery delivery) {
        jdbc.sql("update notice_delivery set taken_by = null, taken_until = null, attempts = attempts - 1"
                        + " where id = ? and taken_by = ? and state = 'WAITING'")
                .params(delivery.id(), delivery.taker())
                .update();
    }

    /** False if it is not ours any more. */
    boolean end(Delivery delivery, DeliveryState state, String words) {
        return 1
                == jdbc.sql("update notice_delivery set state = ?, result = ?, ended_at = ?, taken_by = null,"
                                + " taken_until = null where id = ? and taken_by = ? and state = 'WAITING'")
                        .params(state.name(), cut(words), utc(clock.instant()), delivery.id(), delivery.taker())
                        .update();
    }

    void later(Delivery delivery, Instant due, String words) {
        jdbc.sql("update notice_delivery set result = ?, due_at = ?, taken_by = null, taken_until = null"
                        + " where id = ? and taken_by = ? and state = 'WAITING'")
                .params(cut(words), utc(due), delivery.id(), delivery.taker())
                .update();
    }

    /** What waits for a webhook that is off, or an address that is gone, is told to nobody. */
    void dropWaiting(WebhookId webhook, String why) {
        jdbc.sql("update notice_delivery set state = 'DROPPED', result = ?, ended_at = ?, taken_by = null,"
                        + " taken_until = null where webhook_id = ? and state = 'WAITING'")
                .params(why, utc(clock.instant()), webhook.value())
                .update();
    }

    void forget(WebhookId webhook) {
        jdbc.sql("delete from notice_delivery where webhook_id = ?")
                .param(webhook.value())
                .update();
    }

    /** The newest first. */
    List<DeliveryView> of(WebhookId webhook, int most) {
        return jdbc.sql("select * from notice_delivery where webhook_id = ? order by created_at desc, id limit ?")
                .params(webhook.value(), most)
                .query((row, n) -> view(row))
                .list();
    }

    /** The newest first. */
    List<DeliveryView> mails(UserId user, int most) {
        return jdbc.sql("select * from notice_delivery where user_id = ? and way = 'MAIL'"
                        + " order by created_at desc, id limit ?")
                .params(user.value(), most)
                .query((row, n) -> view(row))
                .list();
    }

    int since(UserId user, Purpose purpose, Instant since) {
        return jdbc.sql("select count(*) from notice_delivery where user_id = ? and created_at > ? and purpose = ?")
                .params(user.value(), utc(since), purpose.name())
                .query(Integer.class)
                .single();
    }

    int prune(Instant before) {
        return jdbc.sql("delete from notice_delivery where ended_at < ? limit " + PRUNED_AT_ONCE)
                .param(utc(before))
                .update();
    }

    private static Delivery read(ResultSet row, UUID taker) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                Purpose.valueOf(row.getString("purpose")),
                Optional.ofNullable(row.getObject("notification_id", UUID.class))
                        .map(NotificationId::new),
                Optional.ofNullable(row.getObject("webhook_id", UUID.class)).map(WebhookId::new),
                row.getInt("attempts"),
                instant(row, "created_at"),
                taker);
    }

    private static DeliveryView view(ResultSet row) throws SQLException {
        DeliveryState state = DeliveryState.valueOf(row.getString("state"));
        return new DeliveryView(
                row.getObject("id", UUID.class),
                state,
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("result")),
                instant(row, "created_at"),
                state == DeliveryState.WAITING ? Optional.of(instant(row, "due_at")) : Optional.empty());
    }

    private static String cut(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_RESULT ? line : line.substring(0, LONGEST_RESULT - 1) + "…";
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
