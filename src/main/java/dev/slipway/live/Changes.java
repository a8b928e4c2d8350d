package dev.slipway.live;

import dev.slipway.kernel.ProjectId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The change feed, shared by all portal nodes. */
@Service
public class Changes {
    /** Stops a subscription; twice is as good as once. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private final ChangeRows rows;
    private final ChangeWatch watch;
    private final Listeners listeners;

    Changes(ChangeRows rows, ChangeWatch watch, Listeners listeners) {
        this.rows = rows;
        this.watch = watch;
        this.listeners = listeners;
    }

    /** Tells every node after the running transaction has committed; nothing if it rolls back. */
    public void announce(Topic topic, UUID id, @Nullable ProjectId project) {
        Change change = new Change(topic, id, project);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            rows.add(change);
            watch.lookNow();
        } else {
            announcedInThisTransaction().add(change);
        }
    }

    /**
     * Told of every change on any node, within about half a second, on a thread of ours, one change after the other.
     * The same change many times in a row may be told once. Whoever is slow delays only themselves.
     */
    public Subscription subscribe(Consumer<Change> listener) {
        return listeners.add(listener);
    }

    private Announced announcedInThisTransaction() {
        for (TransactionSynchronization s : TransactionSynchronizationManager.getSynchronizations()) {
            if (s instanceof Announced announced && announced.of == this) {
                return announced;
            }
        }
        Announced announced = new Announced(this);
        TransactionSynchronizationManager.registerSynchronization(announced);
        return announced;
    }

    /** What one transaction has announced so far, each change once: written by one statement just before it commits. */
    private static final class Announced implements TransactionSynchronization {
        private final Changes of;
        private final Set<Change> changes = new LinkedHashSet<>();
        private boolean written;

        Announced(Changes of) {
            this.of = of;
        }

        /** After all others, who may announce something themselves. */
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        void add(Change change) {
            if (changes.add(change) && written) {
                of.rows.add(change);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            of.rows.add(changes);
            written = true;
        }

        @Override
        public void afterCommit() {
            of.watch.lookNow();
        }
    }
}
