package dev.slipway.vm.state;

import dev.slipway.catalog.Images;
import dev.slipway.catalog.NewerVersion;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.quota.PayerNames;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Suspensions;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.vm.outside.OutsideDefinitionRows;
import dev.slipway.vm.state.VmViews.Surroundings;
import dev.slipway.vm.tag.TagRows;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what is shown of VMs and does not stand in their rows; by as many queries for many as for one. */
@Component
class VmSurroundings {
    private final Members members;
    private final Suspensions suspensions;
    private final PayerNames names;
    private final OutsideDefinitionRows outside;
    private final Images images;
    private final TagRows tags;

    VmSurroundings(
            Members members,
            Suspensions suspensions,
            PayerNames names,
            OutsideDefinitionRows outside,
            Images images,
            TagRows tags) {
        this.members = members;
        this.suspensions = suspensions;
        this.names = names;
        this.outside = outside;
        this.images = images;
        this.tags = tags;
    }

    /** @param rows of one project */
    Surroundings of(List<VmRow> rows, Actor actor) {
        if (rows.isEmpty()) {
            return new Surroundings("", Halt.NONE, Set.of(), Map.of(), Map.of(), Map.of());
        }
        var owner = rows.getFirst().owner();
        var owners = rows.stream().map(row -> row.owner().user()).collect(Collectors.toSet());
        var ids = rows.stream().map(VmRow::id).toList();
        return new Surroundings(
                names.called(owner.project(), owner.projectName()).full(),
                suspensions.of(owner.tenant()),
                members.stillHere(owner.project(), owners),
                outside.of(ids),
                newer(rows, owner.scope(), actor),
                tags.of(ids));
    }

    private Map<ImageVersionId, NewerVersion> newer(List<VmRow> rows, Scope project, Actor actor) {
        var versions = rows.stream().flatMap(row -> row.golden().stream()).collect(Collectors.toSet());
        return actor.can(Permission.IMAGE_READ, project) ? images.newer(versions, project, actor) : Map.of();
    }
}
