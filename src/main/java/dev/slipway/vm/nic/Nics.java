package dev.slipway.vm.nic;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NicId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmLookup;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Network cards of VMs. The first is there from the launch and stays; others come and go, whether the VM runs or not. */
@Service
public class Nics {
    private final VmLookup vms;
    private final NicRows rows;
    private final NicRules rules;
    private final NicNetworks networks;
    private final NicChanges changes;

    Nics(VmLookup vms, NicRows rows, NicRules rules, NicNetworks networks, NicChanges changes) {
        this.vms = vms;
        this.rows = rows;
        this.rules = rules;
        this.networks = networks;
        this.changes = changes;
    }

    /** In the order in which they came. */
    @Transactional(readOnly = true)
    public NicList of(VmId id, Actor actor) {
        var vm = vms.require(id, Permission.VM_READ, actor);
        return rules.views(rows.of(id), vm, actor);
    }

    /** Those that its project may use, each with the reason if none of its cards can be put there. */
    @Transactional(readOnly = true)
    public List<NicNetwork> networks(VmId vm, Actor actor) {
        return networks.of(vms.require(vm, Permission.VM_READ, actor), actor);
    }

    /**
     * Gives a VM one more, with a hardware address that no other VM has; a guest that runs sees it at once.
     *
     * @throws NotFound if the network is not there, or not for the VM's project
     * @throws Conflict what the VM's state forbids; {@code too-many-nics}, {@code network-gives-addresses},
     *     {@code network-not-on-host}
     */
    @Audited("nic.add")
    @RetriesLostRaces
    @Transactional
    public OperationId add(VmId vm, NetworkId network, Actor actor) {
        return changes.add(vm, network, actor);
    }

    /**
     * A guest that runs is asked for it. Its hardware address is free again.
     *
     * @throws Conflict what the VM's state forbids; {@code nic-first}
     */
    @Audited("nic.remove")
    @RetriesLostRaces
    @Transactional
    public OperationId remove(VmId vm, NicId nic, Actor actor) {
        return changes.remove(vm, nic, actor);
    }

    /**
     * Puts its cable in, or pulls it out; a guest that runs notices at once.
     *
     * @throws Conflict what the VM's state forbids; {@code link-is-so} if it is so already
     */
    @Audited("nic.link")
    @RetriesLostRaces
    @Transactional
    public OperationId setLink(VmId vm, NicId nic, boolean up, Actor actor) {
        return changes.setLink(vm, nic, up, actor);
    }
}
