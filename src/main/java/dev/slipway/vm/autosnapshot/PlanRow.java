package dev.slipway.vm.autosnapshot;

import dev.slipway.kernel.VmId;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan as it was read at one moment.
 *
 * @param nextAt the first time that is not seen to yet
 * @param due one that has come, until it is taken or given up
 * @param pruneAt when to look for snapshots that are too many; empty = there are none
 * @param note what came in its way
 */
record PlanRow(
        VmId vm,
        SnapshotPlan plan,
        Instant nextAt,
        Optional<Due> due,
        Optional<Instant> pruneAt,
        Optional<String> note) {
    /** @param retryAt when it is tried next */
    record Due(Instant at, Instant retryAt) {}

    /** Fewer may be kept from now on. */
    static PlanRow set(VmId vm, SnapshotPlan plan, Instant now) {
        return new PlanRow(vm, plan, plan.next(now), Optional.empty(), Optional.of(now), Optional.empty());
    }

    /** However many times have gone by, one is taken. */
    PlanRow passed(boolean wanted, Instant now) {
        return new PlanRow(
                vm,
                plan,
                plan.next(now),
                Optional.of(new Due(nextAt, now)).filter(d -> wanted),
                pruneAt,
                Optional.empty());
    }

    PlanRow taken(Instant now) {
        return new PlanRow(vm, plan, nextAt, Optional.empty(), Optional.of(now), Optional.empty());
    }

    PlanRow again(Instant at, Optional<String> said) {
        return new PlanRow(vm, plan, nextAt, due.map(d -> new Due(d.at(), at)), pruneAt, said);
    }

    PlanRow givenUp(String said) {
        return new PlanRow(vm, plan, nextAt, Optional.empty(), pruneAt, Optional.of(said));
    }

    PlanRow pruning(Optional<Instant> at, Optional<String> said) {
        return new PlanRow(vm, plan, nextAt, due, at, said);
    }
}
