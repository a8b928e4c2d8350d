package dev.slipway.operation;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Wakes operations that pause before their next try, when somebody knows that it is worth it. */
@Component
class Hurrying {
    private final OperationQueries queries;
    private final OperationJobs jobs;

    Hurrying(OperationQueries queries, OperationJobs jobs) {
        this.queries = queries;
        this.jobs = jobs;
    }

    @EventListener
    void on(TryAgainNow now) {
        queries.active(now.targets()).forEach(operation -> jobs.hurry(operation.id()));
    }
}
