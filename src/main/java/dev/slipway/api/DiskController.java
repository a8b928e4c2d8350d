package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.disk.DiskName;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.disk.DiskState;
import dev.slipway.vm.disk.DiskView;
import dev.slipway.vm.disk.Disks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
@RequestMapping("/api/v1")
@Tag(name = "Disks")
class DiskController {
    private final Disks disks;
    private final VirtualMachines machines;
    private final Operations operations;

    DiskController(Disks disks, VirtualMachines machines, Operations operations) {
        this.disks = disks;
        this.machines = machines;
        this.operations = operations;
    }

    record NewDiskBody(@Nullable String name, @Nullable Long sizeMib) {}

    record SizeBody(@Nullable Long sizeMib) {}

    record AttachBody(@Nullable String vm) {}

    /**
     * @param vm that it is attached to, or on its way to or from; absent if to none
     * @param serial what a guest knows it by: {@code /dev/disk/by-id/virtio-SERIAL}
     * @param note what is left to be done in the guest; absent if nothing is
     * @param refusedActions what cannot be asked of it now, each with the sentence why
     */
    record DiskBody(
            String id,
            String name,
            long sizeMib,
            DiskState state,
            String project,
            String owner,
            @Nullable VmBody vm,
            String serial,
            @Nullable String note,
            Instant createdAt,
            Map<String, String> refusedActions) {
        static DiskBody of(DiskView d) {
            Map<String, String> refused = new TreeMap<>();
            d.refusedActions().forEach((action, why) -> refused.put(action.name(), why));
            return new DiskBody(
                    d.id().toString(),
                    d.name(),
                    d.sizeMib(),
                    d.state(),
                    d.project().toString(),
                    d.owner(),
                    d.vm().map(VmBody::of).orElse(null),
                    d.serial(),
                    d.note().orElse(null),
                    d.createdAt(),
                    refused);
        }
    }

    record VmBody(String id, String name) {
        static VmBody of(DiskView.AttachedTo vm) {
            return new VmBody(vm.id().toString(), vm.name());
        }
    }

    @GetMapping("/projects/{project}/disks")
    @Operation(summary = "A project's disks besides those that VMs start from, attached or not, by name")
    List<DiskBody> list(@PathVariable String project, Actor actor) {
        return bodies(disks.list(ProjectId.parse(project), actor));
    }

    @GetMapping("/vms/{vm}/disks")
    @Operation(summary = "The disks that are attached to a VM besides its own")
    List<DiskBody> of(@PathVariable String vm, Actor actor) {
        return bodies(disks.of(VmId.parse(vm), actor));
    }

    @GetMapping("/vms/{vm}/disks/attachable")
    @Operation(summary = "Disks that can be attached to a VM: of its project, on its host, attached to nothing")
    List<DiskBody> attachable(@PathVariable String vm, Actor actor) {
        return bodies(disks.attachable(VmId.parse(vm), actor));
    }

    @PostMapping("/vms/{vm}/disks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make an empty disk on a VM's host and attach it, whether it runs or not")
    OperationController.OperationBody create(@PathVariable String vm, @RequestBody NewDiskBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        var name = new DiskName(Fields.need("name", body.name()));
        return operation(disks.create(id, name, size(body.sizeMib()), actor), actor);
    }

    @PostMapping("/vms/{vm}/disks/preview")
    @Operation(summary = "What a disk of that size would take of the quota, and whether it fits now")
    QuotaController.PreviewBody preview(@PathVariable String vm, @RequestBody SizeBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return QuotaController.PreviewBody.of(disks.quote(id, size(body.sizeMib()), actor));
    }

    @GetMapping("/disks/{disk}")
    @Operation(summary = "A disk")
    DiskBody get(@PathVariable String disk, Actor actor) {
        return DiskBody.of(disks.get(DiskId.parse(disk), actor));
    }

    @GetMapping("/disks/{disk}/places")
    @Operation(summary = "VMs that a disk can be attached to: of its project, and on its host")
    List<VmBody> places(@PathVariable String disk, Actor actor) {
        return disks.places(DiskId.parse(disk), actor).stream().map(VmBody::of).toList();
    }

    @PostMapping("/disks/{disk}/attach")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Attach a disk to a VM on the host where it lies, whether that runs or not")
    OperationController.OperationBody attach(@PathVariable String disk, @RequestBody AttachBody body, Actor actor) {
        DiskId id = disks.get(DiskId.parse(disk), actor).id();
        return operation(disks.attach(id, VmId.parse(Fields.need("vm", body.vm())), actor), actor);
    }

    @PostMapping("/disks/{disk}/detach")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Detach a disk; it stays in the project with what is on it. Unmount it in the guest first")
    OperationController.OperationBody detach(@PathVariable String disk, Actor actor) {
        return operation(disks.detach(DiskId.parse(disk), actor), actor);
    }

    @PostMapping("/disks/{disk}/grow")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make a disk larger, whether its VM runs or not; never smaller")
    OperationController.OperationBody grow(@PathVariable String disk, @RequestBody SizeBody body, Actor actor) {
        DiskId id = disks.get(DiskId.parse(disk), actor).id();
        return operation(disks.grow(id, size(body.sizeMib()), actor), actor);
    }

    @PostMapping("/disks/{disk}/grow/preview")
    @Operation(summary = "What a disk would take of the quota beyond what it holds, and whether it fits now")
    QuotaController.PreviewBody growthPreview(@PathVariable String disk, @RequestBody SizeBody body, Actor actor) {
        DiskId id = disks.get(DiskId.parse(disk), actor).id();
        return QuotaController.PreviewBody.of(disks.quoteGrowth(id, size(body.sizeMib()), actor));
    }

    @DeleteMapping("/disks/{disk}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Delete a disk that is attached to nothing, with what is on it, for good")
    OperationController.OperationBody delete(@PathVariable String disk, Actor actor) {
        return operation(disks.delete(DiskId.parse(disk), actor), actor);
    }

    private static DiskSize size(@Nullable Long mib) {
        return new DiskSize(Fields.present("sizeMib", mib));
    }

    private static List<DiskBody> bodies(List<DiskView> views) {
        return views.stream().map(DiskBody::of).toList();
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
