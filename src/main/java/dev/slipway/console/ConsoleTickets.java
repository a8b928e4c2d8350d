package dev.slipway.console;

import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The tickets given out. Only their hashes are kept: who reads the table can open nothing. */
@Component
class ConsoleTickets {
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;

    /** What a ticket was good for. @param session that asked for it, if one did */
    record Use(VmId vm, UserId user, Optional<SessionId> session, ConsoleKind kind) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ConsoleTickets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ConsoleTicket issue(ConsoleKind kind, VmId vm, UserId user, Optional<SessionId> session) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant expires = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("insert into console_ticket (token_hash, vm_id, user_id, session_id, expires_at, kind)"
                        + " values (:hash, :vm, :user, :session, :expires, :kind)")
                .param("kind", kind.name())
                .param("hash", hash(token))
                .param("vm", vm.value().toString())
                .param("user", user.value().toString())
                .param("session", session.map(SessionId::value).orElse(null))
                .param("expires", expires.atOffset(ZoneOffset.UTC).toLocalDateTime())
                .update();
        return new ConsoleTicket(token, expires);
    }

    /** Takes the ticket, whatever comes of it; of several who try at once one gets it. Empty if it is not good (any more). */
    Optional<Use> consume(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = hash(token);
        var now = clock.instant().atOffset(ZoneOffset.UTC).toLocalDateTime();
        int taken = jdbc.sql("""
            update console_ticket set consumed_at = :now
            where token_hash = :hash and consumed_at is null and expires_at > :now\
            """).param("hash", hash).param("now", now).update();
        return taken == 0
                ? Optional.empty()
                : jdbc.sql("select vm_id, user_id, session_id, kind from console_ticket where token_hash = :hash")
                        .param("hash", hash)
                        .query((row, n) -> new Use(
                                new VmId(UUID.fromString(row.getString("vm_id"))),
                                new UserId(UUID.fromString(row.getString("user_id"))),
                                Optional.ofNullable(row.getObject("session_id", UUID.class))
                                        .map(SessionId::new),
                                ConsoleKind.valueOf(row.getString("kind"))))
                        .optional();
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void prune() {
        jdbc.sql("delete from console_ticket where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC).toLocalDateTime())
                .update();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
