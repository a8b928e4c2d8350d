package dev.slipway.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.communication.PushConnection;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an open screen, on its own UI, of the changes that concern it. Changes that come close together are told
 * together; a screen that is gone is forgotten. One whose browser is away (asleep, cut off, ended without a word) is told
 * when it is back: what was drawn for it meanwhile would only pile up in memory.
 */
@org.springframework.stereotype.Component
public class LiveScreens {
    private static final Logger LOG = LoggerFactory.getLogger(LiveScreens.class);
    private static final Duration GATHER = Duration.ofMillis(80);
    /** What a page shows is true again by then, even if the page does not tell that its menu was closed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    /** A page that has come back is true again by then. */
    private static final Duration LOOKS_FOR_AWAY_WITHIN = Duration.ofSeconds(2);

    private final Changes changes;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("screens-clock").factory());
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("screens-", 0).factory());

    LiveScreens(Changes changes) {
        this.changes = changes;
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
        readers.shutdownNow();
    }

    /**
     * Follows the feed as long as the screen is attached.
     *
     * @param concerns cheap, and called on the feed's thread: must not touch components
     * @param refresh called with the UI's lock, never twice at once; not while somebody has the menu of a row open, nor
     *     while the browser is away
     */
    public void follow(Component screen, Predicate<Change> concerns, Consumer<Set<Change>> refresh) {
        follow(screen, GATHER, concerns, refresh);
    }

    /**
     * As {@link #follow(Component, Predicate, Consumer)}, for a screen that many changes concern.
     *
     * @param gather for how long what comes close together is gathered
     */
    public void follow(Component screen, Duration gather, Predicate<Change> concerns, Consumer<Set<Change>> refresh) {
        screen.addAttachListener(attached -> {
            UI ui = attached.getUI();
            Gathered gathered = new Gathered(flush -> later(ui, gather, flush), refresh);
            Changes.Subscription subscription = changes.subscribe(change -> {
                if (concerns.test(change)) {
                    gathered.add(change);
                }
            });
            screen.addDetachListener(detached -> {
                detached.unregisterListener();
                gathered.end();
                subscription.close();
            });
        });
    }

    /** Shows anew what changes by itself, again and again as long as somebody may be looking; with the UI's lock. */
    public void every(Component screen, Duration period, Runnable refresh) {
        screen.addAttachListener(attached -> {
            UI ui = attached.getUI();
            long millis = period.toMillis();
            ScheduledFuture<?> again = clock.scheduleWithFixedDelay(
                    () -> readers.execute(() -> show(ui, () -> unlessAway(ui, refresh))),
                    millis,
                    millis,
                    TimeUnit.MILLISECONDS);
            screen.addDetachListener(detached -> {
                detached.unregisterListener();
                again.cancel(false);
            });
        });
    }

    /**
     * Asks what may take long on a thread of its own.
     *
     * @param answer with the UI's lock, unless the screen is gone by then
     * @param refusal likewise, instead of it
     */
    public <T> void ask(UI ui, Supplier<T> question, Consumer<T> answer, Consumer<Problem> refusal) {
        readers.execute(() -> {
            try {
                T said = question.get();
                show(ui, () -> answer.accept(said));
            } catch (Problem e) {
                show(ui, () -> refusal.accept(e));
            } catch (RuntimeException e) {
                show(ui, () -> {
                    throw e;
                });
            }
        });
    }

    private void later(UI ui, Duration gather, Runnable flush) {
        after(gather, ui, () -> {
            if (isAway(ui)) {
                later(ui, longer(gather), flush);
                return;
            }
            OpenMenus menus = OpenMenus.of(ui);
            if (menus.whenClosed(flush)) {
                after(LONGEST_WAIT, ui, () -> menus.now(flush));
            }
        });
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LOOKS_FOR_AWAY_WITHIN) < 0 ? twice : LOOKS_FOR_AWAY_WITHIN;
    }

    private static void unlessAway(UI ui, Runnable refresh) {
        if (!isAway(ui)) {
            refresh.run();
        }
    }

    /** Asked with the UI's lock. */
    private static boolean isAway(UI ui) {
        PushConnection push = ui.getInternals().getPushConnection();
        return push != null && !push.isConnected();
    }

    private void after(Duration delay, UI ui, Runnable what) {
        clock.schedule(() -> readers.execute(() -> show(ui, what)), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void show(UI ui, Runnable what) {
        try {
            ui.access(what::run);
        } catch (UIDetachedException e) {
            LOG.debug("A screen was closed while it was to be told of changes", e);
        }
    }
}
