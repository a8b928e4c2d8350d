package dev.slipway.vm;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.UserId;
import dev.slipway.operation.OperationView;
import dev.slipway.tenant.Suspensions.Halt;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Rows as their people see them. */
@Component
class VmViews {
    private final VmRules rules;
    private final Clock clock;

    VmViews(VmRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    VmView of(VmRow vm, Optional<OperationView> operation, Surroundings around, Actor actor) {
        var image = vm.image();
        return new VmView(
                vm.id(),
                vm.name(),
                vm.scope(),
                vm.owner().projectName(),
                around.ownerName(vm.owner()),
                vm.status(),
                reason(vm),
                vm.statusSince(),
                vm.sizeName(),
                vm.resources(),
                image.name(),
                image.label(),
                image.version(),
                image.defaultUser(),
                vm.nic().networkName(),
                vm.nic().mac(),
                vm.addresses(),
                vm.createdAt(),
                operation,
                rules.refused(vm, around.halt(), actor));
    }

    /** What is true of all VMs of one project. @param here those of their owners who still reach it */
    record Surroundings(Halt halt, Set<UserId> here) {
        String ownerName(VmRow.Owner owner) {
            return here.contains(owner.user()) ? owner.userName() : owner.userName() + " (former member)";
        }
    }

    private Optional<String> reason(VmRow vm) {
        var power = vm.power();
        return switch (vm.status()) {
            case LAUNCHING ->
                vm.deleteRequested() ? Optional.of("It is deleted as soon as the launch is undone.") : Optional.empty();
            case FAILED -> vm.failure();
            case UNKNOWN ->
                power.silentSince()
                        .map(since -> "Its host does not answer since " + UtcWords.since(since, clock)
                                + "; before that it was " + power.observed().words() + ".");
            case MISSING ->
                Optional.of(power.note().map(note -> note + " ").orElse("")
                        + "Its host does not know it any more. Start it to define it anew on its disk.");
            case CRASHED, PAUSED, STOPPED, RUNNING, SHUTTING_DOWN -> power.note();
            case STARTING, REBOOTING, STOPPING, DELETING -> Optional.empty();
        };
    }
}
