package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.guest.Guests;
import dev.slipway.vm.guest.SeenGuest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/guest")
@Tag(name = "VMs")
class GuestController {
    private final Guests guests;

    GuestController(Guests guests) {
        this.guests = guests;
    }

    @GetMapping
    @Operation(
            summary = "What a running guest says of itself by its agent: system, file systems, who is signed in; not found"
                    + " while it is off or has no agent")
    SeenGuest of(@PathVariable String vm, Actor actor) {
        return guests.of(VmId.parse(vm), actor).orElseThrow(() -> NotFound.of("guest"));
    }
}
