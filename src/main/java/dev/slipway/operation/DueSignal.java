package dev.slipway.operation;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Lets this node look for due work at once, or at a moment that lies between two of its regular looks. */
@Component
class DueSignal implements DisposableBean {
    /** Later than this, the regular looks are exact enough. */
    private static final Duration WORTH_IT = Duration.ofSeconds(5);

    private final ScheduledExecutorService alarm = alarm();
    private volatile Runnable look = () -> {};

    void calls(Runnable look) {
        this.look = look;
    }

    void now() {
        look.run();
    }

    void in(Duration time) {
        if (time.compareTo(WORTH_IT) < 0) {
            alarm.schedule(this::now, Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    /** On a thread of ours, which is in nobody's transaction. */
    void run(Runnable what) {
        alarm.execute(what);
    }

    @Override
    public void destroy() {
        alarm.shutdownNow();
    }

    private static ScheduledExecutorService alarm() {
        var pool = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("operation-alarm").factory());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }
}
