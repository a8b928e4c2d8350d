package dev.slipway.vm.schedule;

import dev.slipway.vm.work.OneByOne;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to the changes that schedules ask for. Several nodes may do it at once, and any may die in between: what a change
 * wants is written down first, and asked for by the way that people use until it is so.
 */
@Component
class ScheduleKeeper {
    private final ScheduleRows rows;
    private final ScheduledChange changes;
    private final OneByOne vms;
    private final Clock clock;

    ScheduleKeeper(ScheduleRows rows, ScheduledChange changes, OneByOne vms, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.vms = vms;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        var now = clock.instant();
        vms.each(rows.due(now), "the power schedule", vm -> changes.pass(vm, now), changes::refused);
        vms.each(rows.pending(now), "the power schedule", vm -> changes.ask(vm, now), changes::refused);
    }
}
