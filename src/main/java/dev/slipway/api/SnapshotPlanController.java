package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.autosnapshot.AutoSnapshots;
import dev.slipway.vm.autosnapshot.SnapshotPlan;
import dev.slipway.vm.autosnapshot.SnapshotPlanView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
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
@RequestMapping("/api/v1/vms/{vm}/snapshot-plan")
@Tag(name = "VMs")
class SnapshotPlanController {
    private final AutoSnapshots snapshots;
    private final VirtualMachines machines;

    SnapshotPlanController(AutoSnapshots snapshots, VirtualMachines machines) {
        this.snapshots = snapshots;
        this.machines = machines;
    }

    /** @param days such as MONDAY @param at such as 02:00 @param zone such as Europe/Berlin @param keep how many of them stay, the newest */
    record NewPlanBody(
            @Nullable List<@Nullable String> days,
            @Nullable String at,
            @Nullable String zone,
            @Nullable Integer keep) {
        SnapshotPlan read() {
            return SnapshotPlan.of(
                    Fields.each("days", days),
                    Fields.need("at", at),
                    Fields.need("zone", zone),
                    Fields.present("keep", keep));
        }
    }

    /** @param days none, and nothing of the others, if none are taken by themselves @param note what came in the way of the last one */
    record PlanBody(
            List<String> days,
            @Nullable String at,
            @Nullable String zone,
            @Nullable Integer keep,
            @Nullable Instant next,
            @Nullable String note) {
        static final PlanBody NONE = new PlanBody(List.of(), null, null, null, null, null);

        static PlanBody of(SnapshotPlanView view) {
            var plan = view.plan();
            return new PlanBody(
                    List.copyOf(plan.sortedDays().stream().map(Enum::name).toList()),
                    plan.at().toString(),
                    plan.zone().getId(),
                    plan.keep(),
                    view.next(),
                    view.note().orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "When snapshots of a VM are taken by themselves; no days if none are")
    PlanBody get(@PathVariable String vm, Actor actor) {
        return snapshots.of(VmId.parse(vm), actor).map(PlanBody::of).orElse(PlanBody.NONE);
    }

    @PutMapping
    @Operation(summary = "Have snapshots of a VM taken by themselves, and only the newest of these kept")
    PlanBody set(@PathVariable String vm, @RequestBody NewPlanBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return PlanBody.of(snapshots.set(id, body.read(), actor));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Have no more snapshots of a VM taken by themselves; those that there are stay")
    void remove(@PathVariable String vm, Actor actor) {
        snapshots.remove(VmId.parse(vm), actor);
    }
}
