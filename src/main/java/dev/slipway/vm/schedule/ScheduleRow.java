package dev.slipway.vm.schedule;

import dev.slipway.kernel.VmId;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as it was read at one moment.
 *
 * @param nextAt the first change that is not seen to yet
 * @param skips whether that is left out
 * @param pending what the last change asks for, until it is so or cannot be
 * @param note what came in its way
 */
record ScheduleRow(
        VmId vm,
        PowerSchedule schedule,
        Instant nextAt,
        boolean skips,
        Optional<Pending> pending,
        Optional<String> note) {
    /** @param since when it was due @param retryAt when it is tried next */
    record Pending(boolean on, Instant since, Instant retryAt) {}

    static ScheduleRow set(VmId vm, PowerSchedule schedule, Instant now) {
        return new ScheduleRow(
                vm,
                schedule,
                schedule.week().next(now, schedule.zone()).at(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** All changes that are over are seen to by what the week says now. @param wanted whether that is asked for */
    ScheduleRow passed(boolean wanted, Instant now) {
        var on = schedule.week().isOn(now, schedule.zone());
        return new ScheduleRow(
                vm,
                schedule,
                schedule.week().next(now, schedule.zone()).at(),
                false,
                Optional.of(new Pending(on, now, now)).filter(p -> wanted && !skips),
                Optional.empty());
    }

    ScheduleRow skipping(boolean skipping) {
        return new ScheduleRow(vm, schedule, nextAt, skipping, pending, note);
    }

    ScheduleRow settled(Optional<String> said) {
        return new ScheduleRow(vm, schedule, nextAt, skips, Optional.empty(), said);
    }

    ScheduleRow again(Instant at, Optional<String> said) {
        return new ScheduleRow(vm, schedule, nextAt, skips, pending.map(p -> new Pending(p.on(), p.since(), at)), said);
    }
}
