package dev.slipway.vm.launch;

import dev.slipway.host.HostTouched;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.network.NetworkAddresses;
import dev.slipway.operation.StepContext;
import dev.slipway.placement.Placements;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.end.Deleting;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmPlaces;
import dev.slipway.vm.work.VmSteps;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of the row when its launch ends, in the transaction that ends it. */
@Component
public class LaunchEnd {
    private final VmStore store;
    private final VmCharges charges;
    private final Placements placements;
    private final VmPlaces places;
    private final Changes changes;
    private final Deleting deleting;
    private final ApplicationEventPublisher events;
    private final NetworkAddresses addresses;
    private final DriveRows drives;

    LaunchEnd(
            VmStore store,
            VmCharges charges,
            Placements placements,
            VmPlaces places,
            Changes changes,
            Deleting deleting,
            ApplicationEventPublisher events,
            NetworkAddresses addresses,
            DriveRows drives) {
        this.drives = drives;
        this.store = store;
        this.charges = charges;
        this.placements = placements;
        this.places = places;
        this.changes = changes;
        this.deleting = deleting;
        this.events = events;
        this.addresses = addresses;
    }

    void succeeded(StepContext context) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            store.launched(vm.id());
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            // Inventories left it alone until now; whatever happened outside meanwhile is looked for at once.
            vm.host().ifPresent(host -> events.publishEvent(new HostTouched(host)));
            if (vm.deleteRequested()) {
                // Asked for when the last step was done already: too late to turn round, so it follows.
                deleting.follow(vm, context.requestedBy());
            }
        });
    }

    /** Everything is undone by now: another host is chosen, if there is one, and nobody wants the VM gone. */
    Optional<String> elsewhere(StepContext context, Problem why) {
        return store.lock(VmSteps.id(context))
                .filter(vm -> !vm.deleteRequested() && places.placeElsewhere(vm))
                .map(vm -> {
                    drives.notRestarted(vm.id());
                    store.introduction(vm.id(), Optional.empty());
                    changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
                    return "Trying another host, since the one before failed: " + why.sentence();
                });
    }

    /** Everything is undone by now. The record stays with the reason, unless its owner has asked for its deletion already. */
    void failed(StepContext context, Problem why) {
        store.lock(VmSteps.id(context)).ifPresent(vm -> {
            if (vm.deleteRequested()) {
                store.remove(vm.id());
            } else {
                store.launchFailed(vm.id(), why);
                addresses.release(vm.id());
            }
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            placements.release(vm.id());
            charges.releaseAll(vm.id());
        });
    }
}
