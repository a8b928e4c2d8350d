package dev.slipway.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** One thread per node that looks for new changes: four times a second, and at once after a commit of this node. */
@Component
class ChangeWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
    private static final Duration USUAL = Duration.ofMillis(250);
    private static final Duration WHEN_DATABASE_IS_AWAY = Duration.ofSeconds(2);
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final ChangeRows rows;
    private final Listeners listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private boolean due;
    private volatile boolean running;
    private @Nullable Thread thread;

    ChangeWatch(ChangeRows rows, Listeners listeners) {
        this.rows = rows;
        this.listeners = listeners;
    }

    void lookNow() {
        lock.lock();
        try {
            due = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        FeedReader reader = new FeedReader(rows);
        reader.skipWhatIsThere();
        running = true;
        thread = Thread.ofPlatform().daemon().name("change-watch").start(() -> watch(reader));
    }

    @Override
    public void stop() {
        running = false;
        lookNow();
        Thread watching = thread;
        if (watching != null) {
            try {
                watching.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch(FeedReader reader) {
        long prunedAt = System.nanoTime();
        boolean away = false;
        while (running) {
            try {
                listeners.tell(reader.read());
                if (System.nanoTime() - prunedAt > PRUNE_EVERY.toNanos()) {
                    prunedAt = System.nanoTime();
                    rows.prune(KEEP);
                }
                away = false;
                pause(USUAL);
            } catch (DataAccessException | TransactionException e) {
                if (!away) {
                    LOG.warn("The change feed cannot be read; open screens stand still until it can", e);
                }
                away = true;
                pause(WHEN_DATABASE_IS_AWAY);
            } catch (RuntimeException e) {
                LOG.error("The change feed stumbled; it goes on", e);
                pause(WHEN_DATABASE_IS_AWAY);
            }
        }
    }

    private void pause(Duration atMost) {
        lock.lock();
        try {
            if (!due && running) {
                wake.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
            }
            due = false;
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
