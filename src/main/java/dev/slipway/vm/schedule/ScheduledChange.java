package dev.slipway.vm.schedule;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.vm.power.Powering;
import dev.slipway.vm.power.Stopping;
import dev.slipway.vm.schedule.ScheduleRow.Pending;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One change of a schedule, in the caller's transaction: what it wants, and the next thing to ask for that. */
@Component
class ScheduledChange {
    static final Actor ACTOR = Actor.system("power-schedule");
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final VmStore store;
    private final ScheduleRows rows;
    private final Powering powering;
    private final Stopping stopping;
    private final Operations operations;
    private final Changes changes;
    private final Clock clock;

    ScheduledChange(
            VmStore store,
            ScheduleRows rows,
            Powering powering,
            Stopping stopping,
            Operations operations,
            Changes changes,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.powering = powering;
        this.stopping = stopping;
        this.operations = operations;
        this.changes = changes;
        this.clock = clock;
    }

    /** The change has come. One that is not there to be turned on or off goes on with the week when it is. */
    void pass(VmId id, Instant now) {
        var found = store.lock(id);
        rows.lock(id).filter(row -> !row.nextAt().isAfter(now)).ifPresent(row -> {
            var wanted = found.filter(vm -> vm.lifecycle() == Lifecycle.READY).isPresent();
            put(row.passed(wanted, now), found);
        });
    }

    /** @throws Problem if it cannot be asked for now */
    void ask(VmId id, Instant now) {
        var found = store.lock(id).filter(vm -> vm.lifecycle() == Lifecycle.READY);
        var row = rows.lock(id);
        if (found.isEmpty() || row.isEmpty()) {
            return;
        }
        row.get().pending().filter(p -> !p.retryAt().isAfter(now)).ifPresent(pending -> {
            var vm = found.get();
            if (isSo(pending, vm.power().observed()) || isOthers(vm, pending)) {
                put(row.get().settled(Optional.empty()), found);
            } else if (pending.on()) {
                powering.submit(Verb.START, id, ACTOR);
                put(row.get().settled(Optional.empty()), found);
            } else {
                put(turnOff(row.get(), pending, vm, now), found);
            }
        });
    }

    void refused(VmId id, Problem why) {
        rows.lock(id).filter(row -> row.pending().isPresent()).ifPresent(row -> {
            boolean busy = why.code().equals("busy");
            var words = "It was to be turned " + (row.pending().get().on() ? "on" : "off") + ", and could not be: "
                    + why.sentence() + " That is tried every minute until the next change.";
            put(
                    row.again(clock.instant().plus(busy ? SOON : AGAIN), busy ? row.note() : Optional.of(words)),
                    store.find(id));
        });
    }

    private ScheduleRow turnOff(ScheduleRow row, Pending pending, VmRow vm, Instant now) {
        var mine = latest(vm).filter(o -> isMine(o) && !o.requestedAt().isBefore(pending.since()));
        if (mine.filter(o -> o.state() == OperationState.DONE).isPresent()) {
            // It was off; whoever turned it on again wants it so.
            return row.settled(Optional.empty());
        }
        if (mine.flatMap(OperationView::problemCode).filter("cancelled"::equals).isPresent()) {
            return row.settled(Optional.of("It was left on, since somebody cancelled the shutdown."));
        }
        var verb = stopping.next(vm.id(), pending.since(), ACTOR);
        if (verb.filter(Verb.FORCE_OFF::equals).isPresent() && !row.schedule().force()) {
            return row.settled(Optional.of("It was left on: its guest did not shut down when it was asked to. Let the"
                    + " schedule force it off, or shut it down from inside."));
        }
        verb.ifPresent(v -> powering.submit(v, vm.id(), ACTOR));
        return row.again(now.plus(SOON), row.note());
    }

    /** One that is just going off is not on yet. */
    private static boolean isSo(Pending pending, ObservedPower power) {
        return pending.on() ? power.isOn() && power != ObservedPower.SHUTTING_DOWN : !power.isOn();
    }

    /** Whoever has turned it on or off since then is right until the next change. */
    private boolean isOthers(VmRow vm, Pending pending) {
        return latest(vm)
                .filter(o -> !isMine(o) && o.requestedAt().isAfter(pending.since()))
                .filter(o -> o.kind().equals(Verb.START.kind())
                        || o.kind().equals(Verb.SHUTDOWN.kind())
                        || o.kind().equals(Verb.FORCE_OFF.kind())
                        || o.kind().equals(Verb.HIBERNATE.kind())
                        || o.kind().equals(Verb.RESCUE.kind())
                        || o.kind().equals(Verb.LEAVE_RESCUE.kind()))
                .isPresent();
    }

    private Optional<OperationView> latest(VmRow vm) {
        return operations.ofTarget(vm.id().value(), 1).stream().findFirst();
    }

    private static boolean isMine(OperationView operation) {
        return operation.requestedBy().equals(ACTOR.name());
    }

    private void put(ScheduleRow row, Optional<VmRow> vm) {
        rows.put(row);
        vm.ifPresent(v -> changes.announce(Topic.VM, v.id().value(), v.owner().project()));
    }
}
