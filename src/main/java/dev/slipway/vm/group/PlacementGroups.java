package dev.slipway.vm.group;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.Tenants;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Groups of a project's VMs that are kept together on one host, or apart. A VM joins at its launch. */
@Service
public class PlacementGroups {
    private static final String NOUN = "placement group";

    private final GroupRows rows;
    private final Tenants tenants;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    PlacementGroups(GroupRows rows, Tenants tenants, Changes changes, ApplicationEventPublisher events) {
        this.rows = rows;
        this.tenants = tenants;
        this.changes = changes;
        this.events = events;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<PlacementGroupView> list(ProjectId project, Actor actor) {
        return rows.of(tenants.require(project, Permission.VM_READ, actor).id());
    }

    /**
     * @throws InvalidRequest if the name is none
     * @throws dev.slipway.kernel.Conflict {@code name-taken}
     */
    @Audited("placement-group.create")
    @Transactional
    public PlacementGroupView create(ProjectId project, String name, GroupKind kind, boolean strict, Actor actor) {
        var home = tenants.require(project, Permission.VM_LAUNCH, actor);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}")) {
            throw new InvalidRequest(
                    "group-name",
                    "name",
                    "A group's name has 1 to 63 letters, digits, spaces and . _ -, and starts with a letter or digit.");
        }
        var group = new PlacementGroupView(PlacementGroupId.random(), home.scope(), name, kind, strict, List.of());
        rows.insert(group, home.tenant(), home.id());
        tell(group, "placement-group.create", kind.words() + (strict ? ", strictly." : ", if possible."), actor);
        return group;
    }

    /** Its VMs stay where they are. */
    @Audited("placement-group.delete")
    @Transactional
    public void delete(PlacementGroupId group, Actor actor) {
        var found = rows.find(group).orElseThrow(() -> NotFound.of(NOUN));
        actor.require(Permission.VM_LAUNCH, Permission.VM_READ, found.scope(), NOUN);
        rows.delete(group);
        tell(found, "placement-group.delete", "It had " + found.members().size() + " VMs.", actor);
    }

    private void tell(PlacementGroupView group, String action, String detail, Actor actor) {
        var project = group.scope().project();
        if (project != null) {
            changes.announce(Topic.PROJECT, project.value(), project);
        }
        events.publishEvent(actor.did(action, "placement-group", group.id().value(), group.name(), project, detail));
    }
}
