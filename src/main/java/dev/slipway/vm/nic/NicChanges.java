package dev.slipway.vm.nic;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NicId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.work.Beginning;
import org.springframework.stereotype.Component;

/** The clicks on Add, Remove and Link, each in one transaction. */
@Component
class NicChanges {
    private final VmLookup vms;
    private final NicRules rules;
    private final NicRows rows;
    private final NicNetworks networks;
    private final Beginning beginning;

    NicChanges(VmLookup vms, NicRules rules, NicRows rows, NicNetworks networks, Beginning beginning) {
        this.vms = vms;
        this.rules = rules;
        this.rows = rows;
        this.networks = networks;
        this.beginning = beginning;
    }

    OperationId add(VmId id, NetworkId on, Actor actor) {
        var vm = vms.require(id, Permission.VM_NIC, actor);
        rules.requireAddable(vm);
        var network = networks.require(vm, on, actor);
        rules.requireRoom(rows.of(id));
        var nic = NicId.random();
        var operation = beginning.begin(
                Verb.ADD_NIC,
                vm,
                NicTask.of(nic).arguments(),
                "nic.add",
                "A network card on network " + network.name() + ".",
                actor);
        // From here on the row is ours. It may have come to another host, or been given another card, a moment ago.
        networks.require(vms.require(id, Permission.VM_NIC, actor), on, actor);
        rules.requireRoom(rows.of(id));
        rows.add(nic, id, network);
        return operation;
    }

    OperationId remove(VmId id, NicId which, Actor actor) {
        var vm = vms.require(id, Permission.VM_NIC, actor);
        var nic = rows.require(id, which);
        rules.require(NicAction.REMOVE, nic, vm);
        var operation =
                beginning.begin(Verb.REMOVE_NIC, vm, NicTask.of(which).arguments(), "nic.remove", words(nic), actor);
        requireThere(id, which);
        rows.become(id, which, NicState.REMOVING);
        return operation;
    }

    OperationId setLink(VmId id, NicId which, boolean up, Actor actor) {
        var vm = vms.require(id, Permission.VM_NIC, actor);
        var nic = rows.require(id, which);
        rules.require(NicAction.LINK, nic, vm);
        if (nic.linkUp() == up) {
            throw new Conflict("link-is-so", "Its link is " + link(up) + " already, so nothing is to do.");
        }
        var operation = beginning.begin(
                Verb.SET_LINK,
                vm,
                new NicTask(which, up).arguments(),
                "nic.link",
                "Link " + link(up) + ": " + words(nic),
                actor);
        requireThere(id, which);
        return operation;
    }

    /** With the row held: somebody may have removed it a moment ago. */
    private void requireThere(VmId vm, NicId nic) {
        rows.require(vm, nic);
    }

    private static String words(NicRow nic) {
        return "Network card " + nic.nic().mac() + " on network " + nic.nic().networkName() + ".";
    }

    private static String link(boolean up) {
        return up ? "up" : "down";
    }
}
