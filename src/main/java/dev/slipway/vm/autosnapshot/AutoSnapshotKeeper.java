package dev.slipway.vm.autosnapshot;

import dev.slipway.vm.work.OneByOne;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes what plans ask for, and deletes what they keep no longer. Several nodes may do it at once, and any may die in
 * between: what is wanted is written down first, and looked at again under the lock of its row.
 */
@Component
class AutoSnapshotKeeper {
    private final PlanRows rows;
    private final PlannedSnapshot snapshot;
    private final OneByOne vms;
    private final Clock clock;

    AutoSnapshotKeeper(PlanRows rows, PlannedSnapshot snapshot, OneByOne vms, Clock clock) {
        this.rows = rows;
        this.snapshot = snapshot;
        this.vms = vms;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        var now = clock.instant();
        vms.each(rows.passed(now), "the snapshot plan", vm -> snapshot.pass(vm, now), (vm, why) -> {});
        vms.each(rows.due(now), "the planned snapshot", vm -> snapshot.take(vm, now), snapshot::notTaken);
        vms.each(rows.pruned(now), "the end of an old snapshot", vm -> snapshot.prune(vm, now), snapshot::notPruned);
    }
}
