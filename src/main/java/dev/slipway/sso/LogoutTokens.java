package dev.slipway.sso;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Which logout tokens were obeyed: each once. Remembered for longer than any is good. */
@Component
class LogoutTokens {
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    LogoutTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if it was before. */
    boolean isFirst(String issuer, String id) {
        try {
            jdbc.sql("insert into logout_token (id_hash, seen_at) values (?, ?)")
                    .params(hash(issuer + "\n" + id), utc(clock.instant()))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("delete from logout_token where seen_at < ?")
                .param(utc(clock.instant().minus(REMEMBERED)))
                .update();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
