package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.vm.disk.DiskRow.Plug;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be asked of a disk in which state, and the sentence why not. Screens disable by the same rule that refuses. */
@Component
class DiskRules {
    private final VmRules vms;

    DiskRules(VmRules vms) {
        this.vms = vms;
    }

    /** @param vm that it is attached to */
    Map<DiskAction, String> refused(DiskRow disk, Optional<VmRow> vm, Halt halt, Actor actor) {
        var refused = new EnumMap<DiskAction, String>(DiskAction.class);
        for (var action : DiskAction.values()) {
            actor.whyNot(Permission.VM_DISK, disk.scope())
                    .or(() -> whyHalted(action, halt))
                    .or(() -> whyNot(action, disk, vm).map(Conflict::sentence))
                    .ifPresent(sentence -> refused.put(action, sentence));
        }
        return refused;
    }

    private static Optional<String> whyHalted(DiskAction action, Halt halt) {
        return switch (action) {
            case ATTACH, GROW -> halt.nothingNew();
            case DETACH, DELETE -> Optional.empty();
        };
    }

    /** @param vm that it is attached to @throws Conflict if its state, or its VM's, does not allow it */
    void require(DiskAction action, DiskRow disk, Optional<VmRow> vm) {
        whyNot(action, disk, vm).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<Conflict> whyNot(DiskAction action, DiskRow disk, Optional<VmRow> vm) {
        var busy = disk.state().whyBusy();
        if (busy.isPresent()) {
            return no("busy", busy.get());
        }
        if (disk.state() == DiskState.LOST && action != DiskAction.DELETE) {
            return no("disk-lost", "It is lost with its host. Delete it, and make a new one.");
        }
        var attached = whyNot(action, disk.plug());
        return attached.isPresent()
                ? attached
                : vm.flatMap(of -> action.ofItsVm().flatMap(asked -> vms.whyNot(asked, of)));
    }

    private static Optional<Conflict> whyNot(DiskAction action, Optional<Plug> plug) {
        return switch (action) {
            case ATTACH ->
                plug.flatMap(
                        to -> no("disk-attached", "It is attached to VM " + to.vmName() + ". Detach it there first."));
            case DETACH ->
                plug.isPresent()
                        ? Optional.empty()
                        : no("disk-detached", "It is attached to no VM, so nothing is to do.");
            case GROW -> Optional.empty();
            case DELETE ->
                plug.flatMap(to -> no(
                        "disk-attached",
                        "It is attached to VM " + to.vmName()
                                + ". Detach it first, so that nobody loses what is in use."));
        };
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
