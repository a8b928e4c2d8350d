package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.resize.Resizes;
import dev.slipway.vm.resize.WaitingSize;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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
@RequestMapping("/api/v1/vms/{vm}/resize")
@Tag(name = "VMs")
class ResizeController {
    private final Resizes resizes;
    private final VirtualMachines machines;
    private final Operations operations;

    ResizeController(Resizes resizes, VirtualMachines machines, Operations operations) {
        this.resizes = resizes;
        this.machines = machines;
        this.operations = operations;
    }

    /** @param custom instead of a size, where custom sizes are allowed */
    record ResizeBody(@Nullable String size, VmBodies.@Nullable CustomBody custom) {}

    record WaitingBody(
            @Nullable String size,
            @Nullable Integer vcpus,
            @Nullable Long memoryMib,
            @Nullable Instant since) {
        static final WaitingBody NONE = new WaitingBody(null, null, null, null);

        static WaitingBody of(WaitingSize now) {
            return new WaitingBody(now.sizeName(), now.vcpus(), now.memoryMib(), now.since());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Give a VM another size; one that is on gets its vCPUs and memory at its next start, its disk at once,"
                            + " which can only become larger")
    OperationController.OperationBody resize(@PathVariable String vm, @RequestBody ResizeBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        var wish = VmBodies.NewVmBody.size(body.size(), body.custom());
        return OperationController.OperationBody.of(operations.get(resizes.resize(id, wish, actor), actor));
    }

    @GetMapping
    @Operation(summary = "What a VM still runs with that gets another size at its next start; no fields if none waits")
    WaitingBody waiting(@PathVariable String vm, Actor actor) {
        return resizes.waiting(VmId.parse(vm), actor).map(WaitingBody::of).orElse(WaitingBody.NONE);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Cancel the size that waits for a VM's next start; a disk that has grown stays so")
    OperationController.OperationBody cancel(@PathVariable String vm, Actor actor) {
        return OperationController.OperationBody.of(operations.get(resizes.cancel(VmId.parse(vm), actor), actor));
    }

    @PostMapping("/preview")
    @Operation(summary = "What another size would take of the quota beyond what the VM holds, and whether it fits now")
    QuotaController.PreviewBody preview(@PathVariable String vm, @RequestBody ResizeBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return QuotaController.PreviewBody.of(
                resizes.quote(id, VmBodies.NewVmBody.size(body.size(), body.custom()), actor));
    }
}
