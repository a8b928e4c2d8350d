package dev.slipway.vm.schedule;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** On which days and hours VMs are on by themselves. One without a schedule is as its people leave it. */
@Service
public class PowerSchedules {
    private static final long WEEK_HOURS = Duration.ofDays(7).toHours();

    private final VmLookup lookup;
    private final ScheduleRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PowerSchedules(VmLookup lookup, ScheduleRows rows, Changes changes, ApplicationEventPublisher events, Clock clock) {
        this.lookup = lookup;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<ScheduleView> of(VmId id, Actor actor) {
        lookup.require(id, Permission.VM_READ, actor);
        return rows.find(id).map(PowerSchedules::view);
    }

    /**
     * From the next change on: until then the VM stays as it is.
     *
     * @throws Conflict {@code vm-binned}, {@code vm-gone}; {@code vm-warm}
     */
    @Audited("vm.power-schedule")
    @RetriesLostRaces
    @Transactional
    public ScheduleView set(VmId id, PowerSchedule schedule, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SCHEDULE, actor);
        VmRules.requireItsPeoples(vm);
        var row = ScheduleRow.set(id, schedule, clock.instant());
        rows.put(row);
        told(vm, schedule.words() + ".", actor);
        return view(row);
    }

    @Audited("vm.power-schedule")
    @RetriesLostRaces
    @Transactional
    public void remove(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SCHEDULE, actor);
        if (rows.remove(id)) {
            told(vm, "It is on and off as its people like.", actor);
        }
    }

    /** Leaves out the next change, or does not after all. @throws Conflict {@code schedule-none} */
    @Audited("vm.skip-schedule")
    @RetriesLostRaces
    @Transactional
    public ScheduleView skipNext(VmId id, boolean skip, Actor actor) {
        var vm = lookup.require(id, Permission.VM_SCHEDULE, actor);
        var row = rows.lock(id)
                .orElseThrow(() -> new Conflict("schedule-none", "It has no power schedule. Give it one first."))
                .skipping(skip);
        rows.put(row);
        var words = "The change on " + UtcWords.on(row.nextAt()) + " is " + (skip ? "left out." : "made after all.");
        changes.announce(Topic.VM, id.value(), vm.owner().project());
        events.publishEvent(actor.did(
                "vm.skip-schedule", "vm", id.value(), vm.name(), vm.owner().project(), words));
        return view(row);
    }

    private static ScheduleView view(ScheduleRow row) {
        var schedule = row.schedule();
        var next = schedule.week().next(row.nextAt().minusNanos(1), schedule.zone());
        return new ScheduleView(
                schedule,
                row.nextAt(),
                next.on(),
                row.skips(),
                row.note(),
                WEEK_HOURS - schedule.week().perWeek().toHours());
    }

    private void told(VmRow vm, String words, Actor actor) {
        var project = vm.owner().project();
        changes.announce(Topic.VM, vm.id().value(), project);
        events.publishEvent(actor.did("vm.power-schedule", "vm", vm.id().value(), vm.name(), project, words));
    }
}
