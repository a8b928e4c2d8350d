package dev.slipway.notice.delivery;

import dev.slipway.kernel.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries out what is due, some at once. A node that dies in the middle has told it perhaps, and perhaps not: another takes
 * it when the time is over that it was taken for, so that it arrives at least once.
 */
@Component
class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 16;
    /** Longer than any attempt: connecting, proving, sending and an answer, each with its own patience. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final DeliveryRows rows;
    private final Attempts attempts;
    private final DeliveryEnds ends;

    Courier(DeliveryRows rows, Attempts attempts, DeliveryEnds ends) {
        this.rows = rows;
        this.attempts = attempts;
        this.ends = ends;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        int room = free.drainPermits();
        int used = 0;
        try {
            if (room > 0) {
                for (Delivery delivery : oneEach(rows.take(room, LEASE))) {
                    used++;
                    Thread.ofVirtual().name("courier").start(() -> carry(delivery));
                }
            }
        } finally {
            free.release(room - used);
        }
    }

    /** Of several for the same webhook the first; the others when that is over. */
    private List<Delivery> oneEach(List<Delivery> taken) {
        Set<UUID> called = new HashSet<>();
        return taken.stream()
                .filter(delivery -> {
                    boolean now = delivery.webhook()
                            .map(webhook -> called.add(webhook.value()))
                            .orElse(true);
                    if (!now) {
                        rows.giveBack(delivery);
                    }
                    return now;
                })
                .toList();
    }

    private void carry(Delivery delivery) {
        try {
            ends.write(delivery, outcome(delivery));
        } catch (RuntimeException e) {
            LOG.warn(
                    "How delivery {} went could not be written down; it is taken on again in {}",
                    delivery.id(),
                    LEASE,
                    e);
        } finally {
            free.release();
        }
    }

    /** What we stumble over ourselves counts as an attempt, too, so that it has an end. */
    private Outcome outcome(Delivery delivery) {
        try {
            return attempts.make(delivery);
        } catch (Problem e) {
            LOG.warn("Delivery {} cannot be made: {}", delivery.id(), e.logDetail());
            return new Outcome.NotNow(e.sentence());
        } catch (RuntimeException e) {
            LOG.error("Delivery {} failed by our own fault", delivery.id(), e);
            return new Outcome.NotNow("The portal failed at it by its own fault.");
        }
    }
}
