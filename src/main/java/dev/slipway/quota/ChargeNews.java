package dev.slipway.quota;

import dev.slipway.kernel.ProjectId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
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
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells screens that usage has changed: of a project by its id, and of its tenant by the tenant's. At once after the
 * commit, but of each at most ten times a second and node, by a thread of its own, so that a busy tenant neither floods
 * the feed nor pays for it. What a node did not come to tell before it died is told with the next charge.
 */
@Component
class ChargeNews implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChargeNews.class);
    private static final Duration APART = Duration.ofMillis(100);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final Changes changes;
    private final TransactionTemplate transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private Set<Payers> due = new HashSet<>();
    private boolean running;
    private @Nullable Thread thread;

    ChargeNews(Changes changes, TransactionTemplate transaction) {
        this.changes = changes;
        this.transaction = transaction;
    }

    private record Payers(UUID tenant, UUID project) {}

    /** The running transaction changes what these use; nothing is told if it rolls back. */
    void of(UUID tenant, UUID project) {
        touched().add(new Payers(tenant, project));
    }

    private Set<Payers> touched() {
        for (TransactionSynchronization s : TransactionSynchronizationManager.getSynchronizations()) {
            if (s instanceof Touched touched && touched.news == this) {
                return touched.payers;
            }
        }
        Touched touched = new Touched(this, new HashSet<>());
        TransactionSynchronizationManager.registerSynchronization(touched);
        return touched.payers;
    }

    /** Whose usage one transaction changes. */
    private record Touched(ChargeNews news, Set<Payers> payers) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            news.add(payers);
        }
    }

    private void add(Set<Payers> payers) {
        lock.lock();
        try {
            due.addAll(payers);
            wake.signal();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        try {
            Duration pause = APART;
            for (Set<Payers> next = next(pause); !next.isEmpty(); next = next(pause)) {
                Set<Payers> payers = next;
                try {
                    transaction.executeWithoutResult(status -> payers.forEach(this::announce));
                    pause = APART;
                } catch (DataAccessException | TransactionException e) {
                    LOG.warn("Usage of {} projects changed and cannot be told; tried again", payers.size(), e);
                    add(payers);
                    pause = AFTER_A_FAILURE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce(Payers payers) {
        changes.announce(Topic.QUOTA, payers.project(), new ProjectId(payers.project()));
        changes.announce(Topic.QUOTA, payers.tenant(), null);
    }

    /** Waits until there is something, and never less than the least time since the last; empty when it is over. */
    private Set<Payers> next(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            for (long left = pause.toNanos(); left > 0 && running; ) {
                left = wake.awaitNanos(left);
            }
            while (due.isEmpty() && running) {
                wake.await(1, TimeUnit.MINUTES);
            }
            Set<Payers> all = running ? due : Set.of();
            due = new HashSet<>();
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
            thread = Thread.ofPlatform().daemon().name("charge-news").start(this::tell);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            wake.signal();
        } finally {
            lock.unlock();
        }
        Thread telling = thread;
        if (telling != null) {
            try {
                telling.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }
}
