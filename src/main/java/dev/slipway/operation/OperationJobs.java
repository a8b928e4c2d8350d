package dev.slipway.operation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import dev.slipway.kernel.OperationId;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts operations before the scheduler, in the caller's transaction. */
@Component
class OperationJobs {
    private final SchedulerClient client;
    private final OperationTask task;
    private final DueSignal due;
    private final Clock clock;

    OperationJobs(DataSource dataSource, OperationTask task, DueSignal due, Clock clock) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource), task.task())
                .tableName(OperationTask.TABLE)
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .build();
        this.task = task;
        this.due = due;
        this.clock = clock;
    }

    /** Due as soon as the running transaction has committed. */
    void add(OperationId id) {
        client.scheduleIfNotExists(OperationTask.job(id), clock.instant());
        afterCommit(due::now);
    }

    /** No longer to wait, once the running transaction has committed. */
    void hurry(OperationId id) {
        // Not on this thread: after its commit, what it writes would stay invisible until the connection is given back.
        afterCommit(() -> due.run(() -> task.hurry(id, client)));
    }

    private static void afterCommit(Runnable what) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                what.run();
            }
        });
    }
}
