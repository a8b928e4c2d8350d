package dev.slipway.vm.lease;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.power.Powering;
import dev.slipway.vm.power.Stopping;
import dev.slipway.vm.work.OneByOne;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes leases from stage to stage, and keeps off what is over. Several nodes may do it at once, and any may die in between:
 * a stage is looked at again under the lock of its row and goes with what it tells, or not at all.
 */
@Component
class LeaseKeeper {
    static final Actor ACTOR = Actor.system("lease");
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final LeaseRows rows;
    private final LeaseStages stages;
    private final LeaseHealing healing;
    private final Stopping stopping;
    private final Powering powering;
    private final OneByOne vms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeaseKeeper(
            LeaseRows rows,
            LeaseStages stages,
            LeaseHealing healing,
            Stopping stopping,
            Powering powering,
            OneByOne vms,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.stages = stages;
        this.healing = healing;
        this.stopping = stopping;
        this.powering = powering;
        this.vms = vms;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        var now = clock.instant();
        vms.each(rows.due(now), "the lease", vm -> stages.next(vm, now), (vm, why) -> stages.putOff(vm, now, why));
        vms.each(rows.on(), "the end of the lease", this::stop, (vm, why) -> {});
    }

    /** What launches, moves and adoptions leave open: seldom, since those that can do it at once. */
    @Scheduled(fixedDelay = 20, timeUnit = TimeUnit.SECONDS)
    void heal() {
        try {
            transaction.executeWithoutResult(status -> healing.heal());
        } catch (RuntimeException e) {
            log.warn("Leases could not be matched with the policies of tenants; the next look tries it", e);
        }
    }

    private void stop(VmId vm) {
        rows.find(vm)
                .flatMap(lease -> lease.overAt())
                .flatMap(since -> stopping.next(vm, since, ACTOR))
                .ifPresent(verb -> powering.submit(verb, vm, ACTOR));
    }
}
