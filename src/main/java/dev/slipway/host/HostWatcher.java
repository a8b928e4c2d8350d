package dev.slipway.host;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one host, on a thread of its own, so that a host that hangs delays nobody else: at once when something may
 * have changed, else every few seconds. Events are hints; what counts is the inventory.
 */
final class HostWatcher {
    private static final Logger log = LoggerFactory.getLogger(HostWatcher.class);
    private static final Duration BURST = Duration.ofMillis(20);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private final HostId host;
    private final Estate estate;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean strange = true;
    private volatile boolean measureWanted;
    private volatile boolean closeLookWanted;
    private @Nullable HostRow row;
    private boolean poolReady;
    private boolean accelerationKnown;
    private boolean filtersKnown;
    private long measuredAt;
    private long usageReadIn = -1;
    private int failures;
    private @Nullable Instant lastAnswer;
    private @Nullable Instant failingSince;
    private boolean toldLost;

    /** What all watchers share. */
    record Estate(
            HostTable table,
            HostRecords records,
            HostInspection inspection,
            HostLosses losses,
            UsageReader usages,
            HostProperties properties,
            Clock clock) {}

    HostWatcher(HostId host, Estate estate) {
        this.host = host;
        this.estate = estate;
        this.thread = Thread.ofPlatform().daemon().name("host-" + host).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void lookNow() {
        bell.ring();
    }

    /** Nothing concluded from earlier inventories counts any more. */
    void lookClosely() {
        closeLookWanted = true;
        bell.ring();
    }

    /** Somebody asked: not only who runs, but also what room and networks there are. */
    void measureNow() {
        measureWanted = true;
        lookClosely();
    }

    /** It is reached or used in another way from now on: nothing is known of it any more. */
    void meetAgain() {
        strange = true;
        bell.ring();
    }

    /** Does not wait for the host. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopped) {
                bell.await(look());
                bell.settle(BURST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return when to look again, if nothing happens before */
    private Duration look() {
        try {
            boolean meet = strange;
            var now = row(meet);
            if (now != null) {
                visit(now, meet);
                answered();
            }
            return estate.properties().lookEvery();
        } catch (HostUnreachable e) {
            return unanswered(e);
        } catch (Problem e) {
            log.warn(
                    "Host {}: {}; looking again in {}",
                    host,
                    e.logDetail(),
                    estate.properties().lookEvery());
            estate.records().trouble(host, Optional.of(e.sentence()));
            return estate.properties().lookEvery();
        } catch (RuntimeException e) {
            if (!stopped) {
                log.error("Looking at host {} failed; trying again", host, e);
            }
            return estate.properties().retryAtMost();
        }
    }

    /** Read again when more is asked of the host than who runs there: for that alone it says nothing that changes. */
    private @Nullable HostRow row(boolean meet) {
        if (row == null || meet || !isReady() || measureWanted || isMeasureDue()) {
            row = estate.table().find(host).orElse(null);
        }
        return row;
    }

    private boolean isReady() {
        return poolReady && filtersKnown && accelerationKnown;
    }

    private boolean isMeasureDue() {
        return System.nanoTime() - measuredAt
                > estate.properties().measureEvery().toNanos();
    }

    private void visit(HostRow row, boolean meet) {
        if (meet) {
            strange = false;
            poolReady = false;
            accelerationKnown = false;
            filtersKnown = false;
            measureWanted = true;
            closeLookWanted = true;
            identify(row);
        }
        takeInventory(row);
        if (!poolReady) {
            estate.inspection().preparePool(row);
            poolReady = true;
        }
        if (measureWanted || isMeasureDue()) {
            boolean asked = measureWanted;
            measureWanted = false;
            filtersKnown &= !asked;
            measure(row, asked);
        }
        if (!filtersKnown) {
            estate.inspection().findFilters(row);
            filtersKnown = true;
        }
        readUsage();
        if (!accelerationKnown) {
            estate.inspection().accelerate(row, estate.properties().acceleration());
            accelerationKnown = true;
        }
    }

    private void takeInventory(HostRow row) {
        boolean close = closeLookWanted;
        closeLookWanted = false;
        try {
            estate.inspection().takeInventory(row, close);
        } catch (RuntimeException e) {
            if (close) {
                closeLookWanted = true;
            }
            throw e;
        }
    }

    /** Once in every minute of the clock, so that no minute has two readings and few have none. */
    private void readUsage() {
        var period = estate.clock().millis() / estate.properties().usageEvery().toMillis();
        if (period != usageReadIn) {
            usageReadIn = period;
            estate.usages().read(host);
        }
    }

    private void measure(HostRow row, boolean asked) {
        try {
            estate.inspection().measure(row, asked);
        } catch (RuntimeException e) {
            // A pool may have been stopped or removed: it is made ready again at the next look.
            poolReady = false;
            measureWanted = true;
            throw e;
        }
        measuredAt = System.nanoTime();
        if (row.trouble().isPresent()) {
            estate.records().trouble(host, Optional.empty());
        }
    }

    private void identify(HostRow row) {
        try {
            estate.inspection().identify(row);
        } catch (RuntimeException e) {
            strange = true;
            throw e;
        }
    }

    private void answered() {
        if (toldLost) {
            log.info("Host {} answers again", host);
        }
        lastAnswer = estate.clock().instant();
        failingSince = null;
        failures = 0;
        toldLost = false;
    }

    private Duration unanswered(HostUnreachable e) {
        var now = estate.clock().instant();
        if (failingSince == null) {
            failingSince = now;
        }
        // Whatever it was before, it is met anew when it is back: it may have been restarted, or replaced.
        strange = true;
        var silence = Duration.between(failingSince, now);
        var patience = estate.properties().silentAfter();
        if (!toldLost && silence.compareTo(patience) >= 0) {
            var since = lastAnswer == null ? failingSince : lastAnswer;
            log.warn("Host {} does not answer since {}: {}; it is tried again and again", host, since, e.logDetail());
            estate.losses().lost(host, since);
            toldLost = true;
        }
        var retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, 10));
        var soon = least(retry, estate.properties().retryAtMost());
        return toldLost ? soon : least(soon, patience.minus(silence).plusMillis(1));
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
