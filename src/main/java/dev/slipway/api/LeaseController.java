package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.lease.LeaseStage;
import dev.slipway.vm.lease.LeaseView;
import dev.slipway.vm.lease.Leases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/lease")
@Tag(name = "VMs")
class LeaseController {
    private final Leases leases;
    private final VirtualMachines machines;

    LeaseController(Leases leases, VirtualMachines machines) {
        this.leases = leases;
        this.machines = machines;
    }

    /**
     * @param endsAt absent, with all others, if it stays for ever
     * @param binAt when it goes to the recycle bin; absent unless it is over
     * @param extensions how often its people may extend it; absent for as often as they like
     * @param note why it is not in the recycle bin yet; absent unless that is due
     * @param longestEnd where an extension would take it
     * @param whyNot why I cannot extend it now; absent if I can
     */
    record LeaseBody(
            @Nullable Instant endsAt,
            @Nullable LeaseStage stage,
            @Nullable Instant binAt,
            @Nullable Integer extended,
            @Nullable Integer extensions,
            @Nullable String note,
            @Nullable Instant longestEnd,
            @Nullable String whyNot) {
        static final LeaseBody FOR_EVER = new LeaseBody(null, null, null, null, null, null, null, null);

        static LeaseBody of(LeaseView lease) {
            return new LeaseBody(
                    lease.endsAt(),
                    lease.stage(),
                    lease.binAt().orElse(null),
                    lease.extended(),
                    lease.extensions().isPresent() ? lease.extensions().getAsInt() : null,
                    lease.note().orElse(null),
                    lease.longestEnd(),
                    lease.whyNot().orElse(null));
        }
    }

    record EndBody(@Nullable Instant endsAt) {}

    @GetMapping
    @Operation(summary = "Until when a VM stays; nothing if that is for ever")
    LeaseBody get(@PathVariable String vm, Actor actor) {
        return leases.of(VmId.parse(vm), actor).map(LeaseBody::of).orElse(LeaseBody.FOR_EVER);
    }

    @PostMapping("/extend")
    @Operation(summary = "Let a VM stay as long from now on as the policy of its tenant allows")
    LeaseBody extend(@PathVariable String vm, Actor actor) {
        return LeaseBody.of(leases.extend(VmId.parse(vm), actor));
    }

    @PutMapping
    @Operation(summary = "Let a VM stay until any time to come (platform administrators)")
    LeaseBody until(@PathVariable String vm, @RequestBody EndBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return LeaseBody.of(leases.until(id, Fields.present("endsAt", body.endsAt()), actor));
    }
}
