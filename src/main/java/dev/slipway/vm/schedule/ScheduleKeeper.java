package dev.slipway.vm.schedule;

import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to the changes that schedules ask for. Several nodes may do it at once, and any may die in between: what a change
 * wants is written down first, and asked for by the way that people use until it is so.
 */
@Component
class ScheduleKeeper {
    private static final Logger log = LoggerFactory.getLogger(ScheduleKeeper.class);

    private final ScheduleRows rows;
    private final ScheduledChange changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ScheduleKeeper(ScheduleRows rows, ScheduledChange changes, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        var now = clock.instant();
        for (var vm : rows.due(now)) {
            attempt(vm, id -> changes.pass(id, now));
        }
        for (var vm : rows.pending(now)) {
            attempt(vm, id -> changes.ask(id, now));
        }
    }

    /** What was refused is written down apart, since what it was about is undone. */
    private void attempt(VmId vm, Consumer<VmId> what) {
        try {
            transaction.executeWithoutResult(status -> what.accept(vm));
        } catch (Problem e) {
            log.debug("The power schedule of VM {} is not kept yet: {}", vm, e.logDetail());
            transaction.executeWithoutResult(status -> changes.refused(vm, e));
        } catch (RuntimeException e) {
            log.warn("The power schedule of VM {} could not be kept; the next look tries it", vm, e);
        }
    }
}
