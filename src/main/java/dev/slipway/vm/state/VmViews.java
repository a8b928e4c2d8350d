package dev.slipway.vm.state;

import dev.slipway.catalog.NewerVersion;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationView;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;
import dev.slipway.vm.lease.LeaseEnd;
import dev.slipway.vm.outside.OutsideDefinition;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Rows as their people see them. */
@Component
public class VmViews {
    private final VmRules rules;
    private final Clock clock;

    VmViews(VmRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    public VmView of(VmRow vm, Optional<OperationView> operation, Surroundings around, Actor actor) {
        var image = vm.image();
        return new VmView(
                vm.id(),
                vm.name(),
                vm.scope(),
                vm.owner().projectName(),
                around.place(),
                around.ownerName(vm.owner()),
                vm.status(),
                reason(vm),
                vm.statusSince(),
                Optional.ofNullable(around.outside().get(vm.id())).map(seen -> seen.sentence(vm)),
                vm.sizeName(),
                vm.resources(),
                image.name(),
                image.label(),
                image.version(),
                image.version().map(around.newer()::get),
                image.defaultUser(),
                vm.nic().networkName(),
                vm.nic().mac(),
                vm.addresses(),
                vm.nic().reserved(),
                vm.createdAt(),
                vm.restart(),
                vm.inRescue(),
                vm.end().isProtected(),
                binned(vm),
                vm.end().lease(),
                around.tags().getOrDefault(vm.id(), VmTags.NONE),
                operation,
                rules.refused(vm, around.halt(), actor));
    }

    /**
     * What is true of VMs of one project.
     *
     * @param place its name
     * @param here those of their owners who still reach it
     * @param outside definitions that were changed outside Slipway
     * @param newer what their project would launch instead of older versions
     * @param tags of those that have some
     */
    public record Surroundings(
            String place,
            Halt halt,
            Set<UserId> here,
            Map<VmId, OutsideDefinition> outside,
            Map<ImageVersionId, NewerVersion> newer,
            Map<VmId, VmTags> tags) {
        String ownerName(VmRow.Owner owner) {
            return here.contains(owner.user()) ? owner.userName() : owner.userName() + " (former member)";
        }
    }

    private static Optional<VmView.Binned> binned(VmRow vm) {
        return vm.lifecycle() == Lifecycle.BINNED
                ? vm.end()
                        .binnedAt()
                        .flatMap(since -> vm.end().purgeAt().map(purgeAt -> new VmView.Binned(since, purgeAt)))
                : Optional.empty();
    }

    private static Optional<String> over(VmRow vm) {
        return vm.end()
                .lease()
                .flatMap(LeaseEnd::binAt)
                .map(binAt -> "Its lease is over, so it is off. It goes to the recycle bin on " + UtcWords.on(binAt)
                        + ", unless the lease is extended before.");
    }

    private static Optional<String> rescue(VmRow vm) {
        return vm.inRescue()
                ? Optional.of(
                        "It is in rescue: it starts from the disc in its drives. Leave rescue, and it starts from its disk.")
                : Optional.empty();
    }

    private Optional<String> reason(VmRow vm) {
        var power = vm.power();
        return switch (vm.status()) {
            case LAUNCHING ->
                vm.deleteRequested() ? Optional.of("It is deleted as soon as the launch is undone.") : Optional.empty();
            case FAILED, LOST -> vm.failure();
            case UNKNOWN ->
                power.silentSince()
                        .map(since -> "Its host does not answer since " + UtcWords.since(since, clock)
                                + "; before that it was " + power.observed().words() + ".");
            case MISSING ->
                Optional.of(power.note().map(note -> note + " ").orElse("")
                        + "Its host does not know it any more. Restore it from what is known here, or delete it.");
            case BINNED ->
                binned(vm)
                        .map(bin -> "Deleted for good on " + UtcWords.on(bin.purgeAt())
                                + ". Until then it can be restored, and it holds its quota"
                                + (power.observed().isOn() ? "; it was turned on outside Slipway." : ".")
                                + power.note().map(note -> " " + note).orElse(""));
            case CRASHED, STOPPED -> over(vm).or(() -> rescue(vm)).or(power::note);
            case IN_RESCUE ->
                Optional.of(
                        "It was started from the disc in its drives, with its disks attached, and starts so until you"
                                + " leave rescue.");
            case HIBERNATED ->
                over(vm).or(() ->
                        Optional.of(power.note().map(note -> note + " ").orElse("")
                                + "Its memory is kept on its host: start it, and it goes on where it was."));
            case PAUSED, RUNNING, SHUTTING_DOWN -> power.note();
            case STARTING, REBOOTING, STOPPING, RESTORING, DELETING, HIBERNATING -> Optional.empty();
        };
    }
}
