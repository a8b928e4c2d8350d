package dev.slipway.live;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who wants to be told. Each has a queue of its own, so that one who is slow or fails harms nobody else. */
@Component
class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int MOST_WAITING = 10_000;

    private final Set<Told> all = new CopyOnWriteArraySet<>();

    Changes.Subscription add(Consumer<Change> listener) {
        Told told = new Told(listener);
        all.add(told);
        return () -> {
            all.remove(told);
            told.stop();
        };
    }

    void tell(Collection<Change> changes) {
        all.forEach(told -> told.add(changes));
    }

    /** One listener, called by at most one thread at a time; what it has not heard yet waits here, the same thing once. */
    private static final class Told implements Runnable {
        private final Consumer<Change> listener;
        private final LinkedHashSet<Change> waiting = new LinkedHashSet<>();
        private boolean running;
        private boolean stopped;

        Told(Consumer<Change> listener) {
            this.listener = listener;
        }

        synchronized void add(Collection<Change> changes) {
            waiting.addAll(changes);
            while (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
            if (!running && !stopped && !waiting.isEmpty()) {
                running = true;
                Thread.ofVirtual().name("live-listener").start(this);
            }
        }

        synchronized void stop() {
            stopped = true;
            waiting.clear();
        }

        @Override
        public void run() {
            for (Optional<Change> next = next(); next.isPresent(); next = next()) {
                try {
                    listener.accept(next.get());
                } catch (RuntimeException e) {
                    LOG.warn("A listener failed on {}; it is told of the next change all the same", next.get(), e);
                }
            }
        }

        private synchronized Optional<Change> next() {
            Iterator<Change> first = waiting.iterator();
            if (stopped || !first.hasNext()) {
                running = false;
                return Optional.empty();
            }
            Change change = first.next();
            first.remove();
            return Optional.of(change);
        }
    }
}
