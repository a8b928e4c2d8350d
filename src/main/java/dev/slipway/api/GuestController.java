package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.guest.Guests;
import dev.slipway.vm.guest.SeenGuest;
import dev.slipway.vm.guest.SeenGuest.FileSystem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /**
     * @param seenAt absent while it is off, and if no agent in it has answered: then nothing is known
     * @param users who are signed in
     */
    record GuestBody(
            @Nullable Instant seenAt,
            @Nullable String hostName,
            @Nullable String system,
            List<FileSystem> fileSystems,
            List<String> users) {
        static final GuestBody SILENT = new GuestBody(null, null, null, List.of(), List.of());

        static GuestBody of(SeenGuest guest) {
            return new GuestBody(guest.seenAt(), guest.hostName(), guest.system(), guest.fileSystems(), guest.users());
        }
    }

    @GetMapping
    @Operation(summary = "What a running guest says of itself by its agent: system, file systems, who is signed in")
    GuestBody of(@PathVariable String vm, Actor actor) {
        return guests.of(VmId.parse(vm), actor).map(GuestBody::of).orElse(GuestBody.SILENT);
    }
}
