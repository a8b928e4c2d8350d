package dev.slipway.identity;

import dev.slipway.kernel.SessionId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends the sessions whose node went away without a word, and forgets those that ended long ago. */
@Component
class SessionCare {
    private final SessionTable table;
    private final Sessions sessions;
    private final SessionSettings settings;
    private final Duration timeout;
    private final Clock clock;

    SessionCare(
            SessionTable table,
            Sessions sessions,
            SessionSettings settings,
            @Value("${server.servlet.session.timeout:30m}") Duration timeout,
            Clock clock) {
        this.table = table;
        this.sessions = sessions;
        this.settings = settings;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** A node ends a session itself when it times out; some minutes later nobody will any more. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void look() {
        for (SessionId silent : table.unseenSince(clock.instant().minus(timeout).minus(Duration.ofMinutes(5)))) {
            sessions.closed(silent, SessionEnd.TIMED_OUT);
        }
        table.forget(clock.instant().minus(settings.keep()));
    }
}
