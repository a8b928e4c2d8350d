package dev.slipway.vm.owner;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.state.VmRow;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who gets a VM that is there already: somebody who might as well have launched it in that project. */
@Component
public class NewOwners {
    private final Tenants tenants;
    private final Actors actors;

    NewOwners(Tenants tenants, Actors actors) {
        this.tenants = tenants;
        this.actors = actors;
    }

    /**
     * @param present whose it is now; stays the owner if nobody else is wanted and they may be
     * @throws NotFound if the project is not the actor's to see
     * @throws InvalidRequest if that person may not launch VMs there
     */
    public VmRow.Owner choose(ProjectId id, Optional<UserId> wanted, Optional<UserId> present, Actor actor) {
        var project = tenants.require(id, Permission.VM_LAUNCH, actor);
        var user = wanted.or(
                        () -> present.filter(u -> launcher(u, project, actor).isPresent()))
                .orElseGet(actor::requireUser);
        var person = launcher(user, project, actor)
                .orElseThrow(() -> new InvalidRequest(
                        "owner-not-there",
                        "owner",
                        "Its owner must be somebody who may launch VMs in " + project.words()
                                + ". Choose another person, or make them a member first."));
        return new VmRow.Owner(
                project.tenant(), project.tenantName(), project.id(), project.name(), user, person.name());
    }

    /** That person, if VMs in that project can be theirs. */
    private Optional<Actor> launcher(UserId user, ProjectView project, Actor actor) {
        try {
            return Optional.of(actors.of(user, actor.origin()))
                    .filter(person -> person.can(Permission.VM_LAUNCH, project.scope()));
        } catch (NotFound e) {
            return Optional.empty();
        }
    }
}
