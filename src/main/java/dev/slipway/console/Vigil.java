package dev.slipway.console;

import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one console: that its browser is still there, and that its person may still see the screen. */
final class Vigil {
    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    private static final int DOUBTS = 3;

    private final Tunnel tunnel;
    private final Access access;
    private final ConsoleSettings settings;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Instant heard;
    private Instant pinged;
    private Instant confirmed;
    private volatile boolean doubtful;
    private int doubts;

    Vigil(Tunnel tunnel, Access access, ConsoleSettings settings, Clock clock) {
        this.tunnel = tunnel;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        this.heard = clock.instant();
        this.pinged = heard;
        this.confirmed = heard;
    }

    void heard() {
        heard = clock.instant();
    }

    /** Has the permission asked for at the next look, whenever it was asked for last. */
    void doubt() {
        doubtful = true;
    }

    /** Looks on a thread of its own, as it may ask the database and wait for a slow browser; one look at a time. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    lookNow();
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void lookNow() {
        Instant now = clock.instant();
        if (heard.plus(settings.silence()).isBefore(now)) {
            tunnel.end(Ending.SILENT_BROWSER);
            return;
        }
        if (!pinged.plus(settings.silence().dividedBy(3)).isAfter(now)) {
            pinged = now;
            ping();
        }
        if (doubtful || !confirmed.plus(settings.recheck()).isAfter(now)) {
            doubtful = false;
            confirmed = now;
            tunnel.pass().ifPresent(this::confirm);
        }
    }

    private void ping() {
        try {
            tunnel.browser().ping();
        } catch (IOException e) {
            tunnel.end(Ending.SILENT_BROWSER);
        }
    }

    private void confirm(Access.Pass pass) {
        try {
            access.confirm(pass);
            doubts = 0;
        } catch (NotFound | Forbidden e) {
            tunnel.end(Ending.of(e));
        } catch (RuntimeException e) {
            doubts++;
            LOG.warn(
                    "Could not check whether {} may stay open, {} of {} doubts that close it",
                    tunnel,
                    doubts,
                    DOUBTS,
                    e);
            if (doubts == DOUBTS) {
                tunnel.end(Ending.UNCONFIRMED);
            }
        }
    }
}
