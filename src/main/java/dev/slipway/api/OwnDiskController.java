package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.resize.OwnDiskView;
import dev.slipway.vm.resize.OwnDisks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/disk")
@Tag(name = "VMs")
class OwnDiskController {
    private final OwnDisks disks;
    private final VirtualMachines machines;
    private final Operations operations;

    OwnDiskController(OwnDisks disks, VirtualMachines machines, Operations operations) {
        this.disks = disks;
        this.machines = machines;
        this.operations = operations;
    }

    /** @param note what is left to be done in the guest; absent if nothing is */
    record OwnDiskBody(long sizeMib, @Nullable String note) {
        static OwnDiskBody of(OwnDiskView disk) {
            return new OwnDiskBody(disk.sizeMib(), disk.note().orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "The disk that a VM starts from")
    OwnDiskBody get(@PathVariable String vm, Actor actor) {
        return OwnDiskBody.of(disks.get(VmId.parse(vm), actor));
    }

    @PostMapping("/grow")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Make the disk larger that a VM starts from, whether it runs or not; never smaller")
    OperationController.OperationBody grow(
            @PathVariable String vm, @RequestBody DiskController.SizeBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return OperationController.OperationBody.of(operations.get(disks.grow(id, size(body), actor), actor));
    }

    @PostMapping("/grow/preview")
    @Operation(
            summary = "What the disk that a VM starts from would take of the quota beyond what it holds, and whether"
                    + " it fits now")
    QuotaController.PreviewBody preview(
            @PathVariable String vm, @RequestBody DiskController.SizeBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return QuotaController.PreviewBody.of(disks.quoteGrowth(id, size(body), actor));
    }

    private static DiskSize size(DiskController.SizeBody body) {
        return new DiskSize(Fields.present("sizeMib", body.sizeMib()));
    }
}
