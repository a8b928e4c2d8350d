package dev.slipway.notice;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.notice.Notice.About;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds owners of what is in the recycle bin before it is deleted for good. Several nodes may do it at once: each is told
 * once only. What was put there for less time than that needs no reminder.
 */
@Component
class BinReminders {
    private static final Logger LOG = LoggerFactory.getLogger(BinReminders.class);
    private static final int AT_ONCE = 200;
    private static final String KEY = "concat('purge:', v.id, ':', date_format(v.purge_at, '%Y%m%d%H%i%s'))";
    private static final String DUE = "select v.id, v.name, v.owner_id, v.tenant_id, v.project_id, v.purge_at, " + KEY
            + " as told_key from vm v where v.lifecycle = 'BINNED' and v.purge_at between :now and :soon"
            + " and timestampdiff(second, v.binned_at, v.purge_at) > :notice and not exists"
            + " (select 1 from notification n where n.user_id = v.owner_id and n.told_key = " + KEY + ")"
            + " order by v.purge_at limit " + AT_ONCE;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final Telling telling;
    private final NoticeSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BinReminders(
            JdbcClient jdbc, Telling telling, NoticeSettings settings, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.telling = telling;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void look() {
        for (Notice notice : due()) {
            try {
                transaction.executeWithoutResult(status -> telling.tell(notice));
            } catch (RuntimeException e) {
                LOG.warn("Nobody could be reminded that {}; the next look tries it", notice.title(), e);
            }
        }
    }

    private List<Notice> due() {
        Instant now = clock.instant();
        return jdbc.sql(DUE)
                .param("now", utc(now))
                .param("soon", utc(now.plus(settings.reminder())))
                .param("notice", settings.reminder().toSeconds())
                .query((row, n) -> notice(row))
                .list();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        Scope scope = Scope.of(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)));
        Instant at = row.getObject("purge_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        return new Notice(
                new UserId(row.getObject("owner_id", UUID.class)),
                NoticeKind.REMINDER,
                row.getString("name") + " will soon be deleted for good",
                "It is in the recycle bin until " + WHEN.format(at) + ". Restore it before that if you still need it.",
                Optional.of(new About(About.VM, row.getObject("id", UUID.class), scope)),
                Optional.of(row.getString("told_key")));
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
