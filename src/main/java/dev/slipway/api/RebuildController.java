package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.rebuild.Rebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/rebuild")
@Tag(name = "VMs")
class RebuildController {
    private final Rebuilds rebuilds;
    private final Operations operations;

    RebuildController(Rebuilds rebuilds, Operations operations) {
        this.rebuilds = rebuilds;
        this.operations = operations;
    }

    /** @param image version of the image that the VM has; absent = the newest that there is for it */
    record RebuildBody(@Nullable String image) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Build a VM that is off anew from a version of its image: all that is on its disk is lost, its name,"
                            + " addresses, keys and first-boot settings stay")
    OperationController.OperationBody rebuild(
            @PathVariable String vm, @RequestBody(required = false) @Nullable RebuildBody body, Actor actor) {
        var version = Optional.ofNullable(body).map(RebuildBody::image).map(ImageVersionId::parse);
        return OperationController.OperationBody.of(
                operations.get(rebuilds.rebuild(VmId.parse(vm), version, actor), actor));
    }
}
