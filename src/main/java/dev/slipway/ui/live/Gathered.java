package dev.slipway.ui.live;

import dev.slipway.live.Change;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Changes that wait to be told to one screen together. */
final class Gathered {
    private final Consumer<Runnable> later;
    private final Consumer<Set<Change>> tell;
    private final Set<Change> waiting = new LinkedHashSet<>();
    private boolean ended;

    /** @param later runs a flush some moments later, on the screen's UI */
    Gathered(Consumer<Runnable> later, Consumer<Set<Change>> tell) {
        this.later = later;
        this.tell = tell;
    }

    void add(Change change) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty() && !ended;
            waiting.add(change);
        }
        if (first) {
            later.accept(this::flush);
        }
    }

    void end() {
        synchronized (waiting) {
            ended = true;
            waiting.clear();
        }
    }

    private void flush() {
        Set<Change> batch;
        synchronized (waiting) {
            batch = Set.copyOf(waiting);
            waiting.clear();
        }
        if (!batch.isEmpty()) {
            tell.accept(batch);
        }
    }
}
