package dev.slipway.vm.clone;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.group.GroupRows;
import dev.slipway.vm.launch.CopiedNic;
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
    private final CopiedNic nics;
    private final GroupRows groups;
    private final TagRows tags;
    private final Clock clock;

    Cloning(VmStore store, Tenants tenants, CopiedNic nics, GroupRows groups, TagRows tags, Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.nics = nics;
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
                nics.on(source.nic().network(), source.nic().networkName(), source.scope(), actor),
                store.sshKeys(source.id()),
                Optional.empty(),
                clock.instant(),
                store.hostTags(source.id()),
                groups.hold(groups.of(source.id()), project.id()),
                NewVm.Discs.NONE,
                Optional.empty(),
                false,
                Optional.of(new NewVm.Origin(CloneVm.KIND, "A clone of " + source.name() + ".", starts)));
    }

    void takeOver(VmRow source, List<Launched> clones) {
        clones.forEach(clone -> tags.copy(source.id(), clone.vm()));
    }
}
