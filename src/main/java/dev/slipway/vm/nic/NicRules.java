package dev.slipway.vm.nic;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be asked of a VM's network cards, and the sentence why not. Screens disable by the same rule that refuses. */
@Component
class NicRules {
    private final VmRules vms;
    private final Suspensions suspensions;
    private final NicSettings settings;

    NicRules(VmRules vms, Suspensions suspensions, NicSettings settings) {
        this.vms = vms;
        this.suspensions = suspensions;
        this.settings = settings;
    }

    /** What people see of them. @param nics of that VM */
    NicList views(List<NicRow> nics, VmRow vm, Actor actor) {
        return new NicList(
                nics.stream().map(nic -> view(nic, vm, actor)).toList(),
                settings.most(),
                actor.whyNot(Permission.VM_NIC, vm.scope())
                        .or(() -> suspensions.of(vm.owner().tenant()).nothingNew())
                        .or(() -> vms.whyNot(VmAction.ADD_NIC, vm)
                                .or(() -> whyFull(nics))
                                .map(Conflict::sentence)));
    }

    private NicView view(NicRow nic, VmRow vm, Actor actor) {
        return new NicView(
                nic.id(),
                nic.nic().mac(),
                nic.nic().network(),
                nic.nic().networkName(),
                nic.nic().reserved(),
                nic.state(),
                nic.linkUp(),
                nic.isFirst(),
                refused(nic, vm, actor));
    }

    private Map<NicAction, String> refused(NicRow nic, VmRow vm, Actor actor) {
        var refused = new EnumMap<NicAction, String>(NicAction.class);
        for (var action : NicAction.values()) {
            actor.whyNot(Permission.VM_NIC, vm.scope())
                    .or(() -> whyNot(action, nic, vm).map(Conflict::sentence))
                    .ifPresent(sentence -> refused.put(action, sentence));
        }
        return refused;
    }

    /** @throws Conflict if its VM's state does not allow it, or it is the first */
    void require(NicAction action, NicRow nic, VmRow vm) {
        whyNot(action, nic, vm).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<Conflict> whyNot(NicAction action, NicRow nic, VmRow vm) {
        if (action == NicAction.REMOVE && nic.isFirst()) {
            return Optional.of(
                    new Conflict(
                            "nic-first",
                            "It is the network card that the VM was launched with, and stays. Set its link down to cut it off."));
        }
        return vms.whyNot(action.ofItsVm(), vm);
    }

    /** @throws Conflict if the VM's state does not allow it, or its tenant is suspended */
    void requireAddable(VmRow vm) {
        vms.require(VmAction.ADD_NIC, vm);
        suspensions.requireActive(vm.owner().tenant());
    }

    /** For whoever holds the VM. @throws Conflict {@code too-many-nics} */
    void requireRoom(List<NicRow> nics) {
        whyFull(nics).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<Conflict> whyFull(List<NicRow> nics) {
        return nics.size() < settings.most()
                ? Optional.empty()
                : Optional.of(new Conflict(
                        "too-many-nics",
                        nics.size() == 1
                                ? "It has 1 network card, and that is the most that a VM may have here."
                                : "It has " + nics.size()
                                        + " network cards, and that is the most. Remove one first, or ask an administrator for"
                                        + " a higher slipway.vm.nics.most."));
    }
}
