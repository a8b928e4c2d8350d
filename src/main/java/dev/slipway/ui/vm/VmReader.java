package dev.slipway.ui.vm;

import dev.slipway.catalog.ImageView;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import dev.slipway.vm.WhyHere;
import dev.slipway.vm.guest.Guests;
import dev.slipway.vm.guest.SeenGuest;
import dev.slipway.vm.promote.Promotions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads VMs again that may be gone by now: for open screens that follow changes. */
@Component
class VmReader {
    private final VirtualMachines machines;
    private final Guests guests;
    private final Promotions promotions;
    private final Actors actors;

    VmReader(VirtualMachines machines, Guests guests, Promotions promotions, Actors actors) {
        this.machines = machines;
        this.guests = guests;
        this.promotions = promotions;
        this.actors = actors;
    }

    /** Empty if it is gone, or no longer the person's to see. */
    Optional<VmView> find(VmId vm) {
        try {
            return Optional.of(machines.get(vm, actors.current()));
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** Empty if it has no place, is gone, or no longer the person's to see. */
    Optional<WhyHere> why(VmId vm) {
        try {
            return machines.whyHere(vm, actors.current());
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** Empty if its guest says nothing, it is gone, or no longer the person's to see. */
    Optional<SeenGuest> guest(VmId vm) {
        try {
            return guests.of(vm, actors.current());
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** Images that were made of it; none if it is gone. */
    List<ImageView> madeInto(VmId vm) {
        try {
            return promotions.made(vm, actors.current());
        } catch (NotFound gone) {
            return List.of();
        }
    }

    /** Those of these that are still there, and still the person's to see. */
    List<VmView> find(Collection<UUID> vms) {
        return machines.find(vms.stream().map(VmId::new).toList(), actors.current());
    }
}
