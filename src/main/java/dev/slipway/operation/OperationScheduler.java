package dev.slipway.operation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.time.Clock;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finds due work and hands it to threads. Platform threads: steps may end up in native calls, which would pin a virtual
 * one. Started when everything else is ready, and anew after each stop.
 */
@Component
class OperationScheduler implements SmartLifecycle {
    private static final int HEARTBEATS_MISSED_BY_THE_DEAD = 4;
    /** Look again when half of the threads are free; never take more than there are threads, others may have some. */
    private static final double LOOK_AGAIN = 0.5;

    private final DataSource dataSource;
    private final OperationTask task;
    private final OperationSettings settings;
    private final DueSignal due;
    private final Clock clock;
    private @Nullable Scheduler scheduler;

    OperationScheduler(
            DataSource dataSource, OperationTask task, OperationSettings settings, DueSignal due, Clock clock) {
        this.dataSource = dataSource;
        this.task = task;
        this.settings = settings;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        Scheduler started = build();
        started.start();
        due.calls(started::triggerCheckForDueExecutions);
        scheduler = started;
    }

    @Override
    public synchronized void stop() {
        due.calls(() -> {});
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    private Scheduler build() {
        return Scheduler.create(dataSource, task.task())
                .tableName(OperationTask.TABLE)
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .alwaysPersistTimestampInUTC()
                .pollUsingLockAndFetch(LOOK_AGAIN, 1.0)
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(HEARTBEATS_MISSED_BY_THE_DEAD)
                .threads(settings.threads())
                .executorService(Executors.newFixedThreadPool(
                        settings.threads(),
                        Thread.ofPlatform().daemon().name("operation-", 1).factory()))
                .shutdownMaxWait(settings.patienceAtStop())
                .schedulerName(new SchedulerName.Fixed(
                        "slipway-" + ProcessHandle.current().pid()))
                .failureLogging(LogLevel.DEBUG, false)
                .clock(clock::instant)
                .build();
    }
}
