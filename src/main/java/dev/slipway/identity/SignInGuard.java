package dev.slipway.identity;

import dev.slipway.kernel.RetriesLostRaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing: after five failures for a name, each further one doubles the wait, up to five minutes. A try is
 * counted before the password is looked at, so that many tries at once gain nothing; names without an account are
 * counted alike, so that the wait does not tell which exist.
 */
@Component
class SignInGuard {
    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInGuard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Tries(int failures, Instant lastAt, Instant blockedUntil) {}

    /** Counts a try. How long to wait before there may be one, or empty if the password may be looked at now. */
    @RetriesLostRaces
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Duration> begin(String name) {
        Instant now = clock.instant();
        // The no-op update takes the row's exclusive lock at once; insert-ignore would share it, then deadlock.
        jdbc.sql("insert into sign_in_attempt (name, failures, last_at, blocked_until) values (?, 0, ?, ?)"
                        + " on duplicate key update failures = failures")
                .params(name, utc(now), utc(now))
                .update();
        Tries tries = jdbc.sql("select failures, last_at, blocked_until from sign_in_attempt where name = ?")
                .param(name)
                .query((r, i) -> new Tries(
                        r.getInt(1),
                        instant(r.getObject(2, LocalDateTime.class)),
                        instant(r.getObject(3, LocalDateTime.class))))
                .single();
        if (tries.blockedUntil().isAfter(now)) {
            return Optional.of(Duration.between(now, tries.blockedUntil()));
        }
        int failures = tries.lastAt().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : tries.failures() + 1;
        jdbc.sql("update sign_in_attempt set failures = ?, last_at = ?, blocked_until = ? where name = ?")
                .params(failures, utc(now), utc(now.plus(waitAfter(failures))), name)
                .update();
        return Optional.empty();
    }

    @RetriesLostRaces
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void succeeded(String name) {
        forget(name);
    }

    /** In the caller's transaction: an administrator says that it is all right. */
    void forget(String name) {
        jdbc.sql("delete from sign_in_attempt where name = ?").param(name).update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("delete from sign_in_attempt where last_at < ?")
                .param(utc(clock.instant().minus(FORGOTTEN_AFTER)))
                .update();
    }

    static Duration waitAfter(int failures) {
        if (failures < FREE_TRIES) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(failures - FREE_TRIES, 20);
        return seconds < LONGEST_WAIT.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_WAIT;
    }

    static String sentence(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return "Too many failed tries. Try again in " + seconds + (seconds == 1 ? " second." : " seconds.");
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant instant(LocalDateTime at) {
        return at.toInstant(ZoneOffset.UTC);
    }
}
