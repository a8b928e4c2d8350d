package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.SnapshotState;
import dev.slipway.vm.snapshot.SnapshotView;
import dev.slipway.vm.snapshot.Snapshots;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/snapshots")
@Tag(name = "VMs")
class SnapshotController {
    private final Snapshots snapshots;
    private final VirtualMachines machines;
    private final Operations operations;

    SnapshotController(Snapshots snapshots, VirtualMachines machines, Operations operations) {
        this.snapshots = snapshots;
        this.machines = machines;
        this.operations = operations;
    }

    /** @param note absent = none */
    record NewSnapshotBody(@Nullable String name, @Nullable String note) {}

    /** @param leaveOff not to let it run, though its memory was kept; absent = no */
    record RevertBody(@Nullable Boolean leaveOff) {}

    /**
     * @param parent the one that the VM stood on when it was made; absent if none
     * @param withMemory whether its guest goes on from there; else it was off
     * @param diskMib the most that it takes, which is what it costs
     * @param madeBy absent if the VM has come to another tenant since
     * @param standsOn whether what is on the VM's disk now comes after this one
     */
    record SnapshotBody(
            String id,
            String name,
            String note,
            @Nullable String parent,
            boolean withMemory,
            SnapshotState state,
            long diskMib,
            @Nullable String madeBy,
            Instant madeAt,
            boolean standsOn) {
        static SnapshotBody of(SnapshotView s) {
            return new SnapshotBody(
                    s.id().toString(),
                    s.name(),
                    s.note(),
                    s.parent().map(SnapshotId::toString).orElse(null),
                    s.withMemory(),
                    s.state(),
                    s.diskMib(),
                    s.madeBy().orElse(null),
                    s.madeAt(),
                    s.standsOn());
        }
    }

    @GetMapping
    @Operation(summary = "A VM's snapshots, the oldest first")
    List<SnapshotBody> list(@PathVariable String vm, Actor actor) {
        return snapshots.of(VmId.parse(vm), actor).all().stream()
                .map(SnapshotBody::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Keep what a VM is now: with its memory if it runs, else what is on its disk")
    OperationController.OperationBody take(@PathVariable String vm, @RequestBody NewSnapshotBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        var name = new SnapshotName(Fields.need("name", body.name()));
        return operation(snapshots.take(id, name, Objects.requireNonNullElse(body.note(), ""), actor), actor);
    }

    @GetMapping("/preview")
    @Operation(summary = "What a snapshot would take of the quota, and whether it fits now")
    QuotaController.PreviewBody preview(@PathVariable String vm, Actor actor) {
        return QuotaController.PreviewBody.of(snapshots.quote(VmId.parse(vm), actor));
    }

    @PostMapping("/{snapshot}/revert")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Take a VM back to a snapshot; what it is now is lost")
    OperationController.OperationBody revert(
            @PathVariable String vm,
            @PathVariable String snapshot,
            @RequestBody(required = false) @Nullable RevertBody body,
            Actor actor) {
        boolean leaveOff = body != null && Boolean.TRUE.equals(body.leaveOff());
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return operation(snapshots.revert(id, SnapshotId.parse(snapshot), leaveOff, actor), actor);
    }

    @DeleteMapping("/{snapshot}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Delete a snapshot; what is on the VM's disk, and the other snapshots, stay")
    OperationController.OperationBody delete(@PathVariable String vm, @PathVariable String snapshot, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return operation(snapshots.delete(id, SnapshotId.parse(snapshot), actor), actor);
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
