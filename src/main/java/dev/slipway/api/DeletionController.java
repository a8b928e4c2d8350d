package dev.slipway.api;

import dev.slipway.api.VmBodies.VmBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.end.Deletions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}")
@Tag(name = "VMs")
class DeletionController {
    private final Deletions deletions;
    private final VirtualMachines machines;
    private final Operations operations;

    DeletionController(Deletions deletions, VirtualMachines machines, Operations operations) {
        this.deletions = deletions;
        this.machines = machines;
        this.operations = operations;
    }

    /** @param on whether nobody may delete it */
    record ProtectionBody(@Nullable Boolean on) {}

    @PutMapping("/delete-protection")
    @Operation(summary = "Whether a VM is protected against being deleted by anybody")
    VmBody protect(@PathVariable String vm, @RequestBody ProtectionBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        if (Fields.present("on", body.on())) {
            deletions.protect(id, actor);
        } else {
            deletions.unprotect(id, actor);
        }
        return VmBody.of(machines.get(id, actor));
    }

    @PostMapping("/undelete")
    @Operation(summary = "Restore a VM from the recycle bin, off, as it was")
    VmBody undelete(@PathVariable String vm, Actor actor) {
        VmId id = VmId.parse(vm);
        deletions.restore(id, actor);
        return VmBody.of(machines.get(id, actor));
    }

    @PostMapping("/purge")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Delete a VM for good with its disks, from the recycle bin or past it")
    OperationController.OperationBody purge(@PathVariable String vm, Actor actor) {
        return OperationController.OperationBody.of(operations.get(deletions.forGood(VmId.parse(vm), actor), actor));
    }
}
