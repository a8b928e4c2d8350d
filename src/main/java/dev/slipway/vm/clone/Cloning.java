package dev.slipway.vm.clone;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.group.GroupRows;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.NewVm;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.tag.TagRows;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a clone takes over from the VM that it is made of, and what it does not. */
@Component
class Cloning {
    private final VmStore store;
    private final Tenants tenants;
    private final Networks networks;
    private final GroupRows groups;
    private final TagRows tags;
    private final Clock clock;

    Cloning(VmStore store, Tenants tenants, Networks networks, GroupRows groups, TagRows tags, Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.networks = networks;
        this.groups = groups;
        this.tags = tags;
        this.clock = clock;
    }

    /**
     * A clone but for its name. Its user data is none: what that did is on the disk already, and done twice it may do harm.
     *
     * @param live whether its disk is a copy that stands on nothing
     */
    NewVm alike(VmRow source, boolean live, boolean starts, Actor actor) {
        var project = tenants.require(source.owner().project(), Permission.VM_LAUNCH, actor);
        var network = network(source, actor);
        return new NewVm(
                VmId.random(),
                source.name(),
                new VmRow.Owner(
                        project.tenant(),
                        project.tenantName(),
                        project.id(),
                        project.name(),
                        actor.requireUser(),
                        actor.name()),
                source.sizeName(),
                source.resources(),
                live ? source.image().alone() : source.image(),
                new VmRow.Nic(
                        "",
                        network.id(),
                        network.name(),
                        network.onHosts().kind(),
                        network.onHosts().name(),
                        List.of()),
                store.sshKeys(source.id()),
                Optional.empty(),
                clock.instant(),
                store.hostTags(source.id()),
                groups.hold(groups.of(source.id()), project.id()),
                NewVm.Discs.NONE,
                Optional.empty(),
                false,
                Optional.of(new NewVm.Origin(source.id(), source.name(), starts)));
    }

    private NetworkView network(VmRow source, Actor actor) {
        try {
            return networks.requireUsable(source.nic().network(), source.scope(), actor);
        } catch (NotFound e) {
            throw new Conflict(
                    "network-not-usable",
                    "Its network " + source.nic().networkName()
                            + " takes no new VMs of this project any more, so no clone can be put on it. Ask an administrator.",
                    null,
                    e);
        }
    }

    void takeOver(VmRow source, List<Launched> clones) {
        clones.forEach(clone -> tags.copy(source.id(), clone.vm()));
    }
}
