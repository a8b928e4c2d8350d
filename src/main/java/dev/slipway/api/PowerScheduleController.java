package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.schedule.OnTime;
import dev.slipway.vm.schedule.PowerSchedule;
import dev.slipway.vm.schedule.PowerSchedules;
import dev.slipway.vm.schedule.ScheduleView;
import dev.slipway.vm.schedule.WallClock;
import dev.slipway.vm.schedule.WeekPattern;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/power-schedule")
@Tag(name = "VMs")
class PowerScheduleController {
    private final PowerSchedules schedules;
    private final VirtualMachines machines;

    PowerScheduleController(PowerSchedules schedules, VirtualMachines machines) {
        this.schedules = schedules;
        this.machines = machines;
    }

    /**
     * @param days such as MONDAY, on which it begins
     * @param from such as 08:00
     * @param until such as 18:00, or 24:00; on the next day if it is not later than from
     */
    record TimeBody(
            @Nullable List<@Nullable String> days,
            @Nullable String from,
            @Nullable String until) {
        OnTime read() {
            return OnTime.on(
                    Fields.each("days", days).stream()
                            .map(day -> WallClock.day("power-schedule", day))
                            .collect(Collectors.toSet()),
                    Fields.need("from", from),
                    Fields.need("until", until));
        }

        static TimeBody of(OnTime time) {
            return new TimeBody(
                    List.copyOf(time.sortedDays().stream().map(Enum::name).toList()),
                    time.from().toString(),
                    time.until().toString());
        }
    }

    /** @param zone such as Europe/Berlin @param force whether a guest that does not shut down is forced off; absent = no */
    record NewScheduleBody(
            @Nullable List<@Nullable TimeBody> times,
            @Nullable String zone,
            @Nullable Boolean force) {
        PowerSchedule read() {
            var read = Fields.present("times", times).stream()
                    .map(time -> Fields.present("times", time).read())
                    .toList();
            return new PowerSchedule(
                    new WeekPattern(read), PowerSchedule.zone(Fields.need("zone", zone)), force != null && force);
        }
    }

    /** @param times none, and nothing of the others, if it has no schedule @param next the next change @param skips whether that is left out @param note what came in the way of the last one */
    record ScheduleBody(
            List<TimeBody> times,
            @Nullable String zone,
            @Nullable Boolean force,
            @Nullable Instant next,
            @Nullable Boolean nextIsOn,
            @Nullable Boolean skips,
            @Nullable String note,
            @Nullable Long hoursOffAWeek) {
        static final ScheduleBody NONE = new ScheduleBody(List.of(), null, null, null, null, null, null, null);

        static ScheduleBody of(ScheduleView view) {
            return new ScheduleBody(
                    view.schedule().week().times().stream().map(TimeBody::of).toList(),
                    view.schedule().zone().getId(),
                    view.schedule().force(),
                    view.next(),
                    view.nextIsOn(),
                    view.skips(),
                    view.note().orElse(null),
                    view.hoursOff());
        }
    }

    record SkipBody(@Nullable Boolean skip) {}

    @GetMapping
    @Operation(summary = "On which days and hours a VM is on; no times if it has no power schedule")
    ScheduleBody get(@PathVariable String vm, Actor actor) {
        return schedules.of(VmId.parse(vm), actor).map(ScheduleBody::of).orElse(ScheduleBody.NONE);
    }

    @PutMapping
    @Operation(summary = "Say on which days and hours a VM is on, from the next change on")
    ScheduleBody set(@PathVariable String vm, @RequestBody NewScheduleBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return ScheduleBody.of(schedules.set(id, body.read(), actor));
    }

    @PutMapping("/skip")
    @Operation(summary = "Leave out the next change of a VM's power schedule, or make it after all")
    ScheduleBody skip(@PathVariable String vm, @RequestBody SkipBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return ScheduleBody.of(schedules.skipNext(id, Fields.present("skip", body.skip()), actor));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a VM be on and off as its people like")
    void remove(@PathVariable String vm, Actor actor) {
        schedules.remove(VmId.parse(vm), actor);
    }
}
