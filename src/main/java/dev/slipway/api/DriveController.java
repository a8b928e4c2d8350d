package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.disc.Drive;
import dev.slipway.vm.disc.Drives;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@RequestMapping("/api/v1/vms/{vm}/drives")
@Tag(name = "VMs")
class DriveController {
    private final Drives drives;
    private final VirtualMachines machines;
    private final Operations operations;

    DriveController(Drives drives, VirtualMachines machines, Operations operations) {
        this.drives = drives;
        this.machines = machines;
        this.operations = operations;
    }

    /** @param image a version's id */
    record DiscBody(@Nullable String image) {}

    /**
     * @param image the version of the ISO in it; absent if it is empty
     * @param outAtReboot whether it is taken out by itself once the guest has restarted or shut itself down
     * @param fileOnHost the name of what its host has in it instead, empty if nothing; absent if it is as written here
     * @param openedByGuest whether the guest has opened it: what is in it is back when it restarts
     */
    record DriveBody(
            int number,
            @Nullable String image,
            @Nullable String imageName,
            @Nullable String imageVersion,
            boolean outAtReboot,
            @Nullable String fileOnHost,
            boolean openedByGuest) {
        static DriveBody of(Drive drive) {
            return new DriveBody(
                    drive.number(),
                    drive.disc().map(disc -> disc.version().toString()).orElse(null),
                    drive.disc().map(Drive.Disc::name).orElse(null),
                    drive.disc().map(Drive.Disc::label).orElse(null),
                    drive.outAtReboot(),
                    drive.onHost().map(Drive.OnHost::file).orElse(null),
                    drive.onHost().map(Drive.OnHost::opened).orElse(false));
        }
    }

    @GetMapping
    @Operation(summary = "A VM's CD-ROM drives, and what is in them")
    List<DriveBody> list(@PathVariable String vm, Actor actor) {
        return drives.of(VmId.parse(vm), actor).stream().map(DriveBody::of).toList();
    }

    @PutMapping("/{number}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Put an ISO into a drive, running or not, in place of what is in it")
    OperationController.OperationBody insert(
            @PathVariable String vm, @PathVariable String number, @RequestBody DiscBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        ImageVersionId image = ImageVersionId.parse(Fields.need("image", body.image()));
        return operation(drives.insert(id, number(number), image, actor), actor);
    }

    @DeleteMapping("/{number}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Take out what is in a drive")
    OperationController.OperationBody eject(@PathVariable String vm, @PathVariable String number, Actor actor) {
        return operation(drives.eject(VmId.parse(vm), number(number), actor), actor);
    }

    /** What is no number is no drive that there is; whose VM it is comes first. */
    private static int number(String given) {
        return given.matches("[0-9]{1,3}") ? Integer.parseInt(given) : 0;
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
