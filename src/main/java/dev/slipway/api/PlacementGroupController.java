package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.vm.group.GroupKind;
import dev.slipway.vm.group.PlacementGroupView;
import dev.slipway.vm.group.PlacementGroups;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/placement-groups")
@Tag(name = "VMs")
class PlacementGroupController {
    private final PlacementGroups groups;

    PlacementGroupController(PlacementGroups groups) {
        this.groups = groups;
    }

    record MemberBody(String id, String name) {}

    record GroupBody(String id, String name, GroupKind kind, boolean strict, List<MemberBody> vms) {
        static GroupBody of(PlacementGroupView g) {
            return new GroupBody(
                    g.id().toString(),
                    g.name(),
                    g.kind(),
                    g.strict(),
                    g.members().stream()
                            .map(m -> new MemberBody(m.vm().toString(), m.name()))
                            .toList());
        }
    }

    /** @param strict rather refuses a place than breaks the rule */
    record NewGroupBody(
            @Nullable String project,
            @Nullable String name,
            @Nullable GroupKind kind,
            @Nullable Boolean strict) {}

    @GetMapping
    @Operation(summary = "Placement groups of a project, with their VMs")
    List<GroupBody> list(@RequestParam String project, Actor actor) {
        return groups.list(ProjectId.parse(project), actor).stream()
                .map(GroupBody::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a placement group, which keeps VMs together or apart")
    GroupBody create(@RequestBody NewGroupBody body, Actor actor) {
        return GroupBody.of(groups.create(
                ProjectId.parse(Fields.need("project", body.project())),
                Fields.need("name", body.name()),
                Fields.present("kind", body.kind()),
                Boolean.TRUE.equals(body.strict()),
                actor));
    }

    @DeleteMapping("/{group}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a placement group; its VMs stay where they are")
    void delete(@PathVariable String group, Actor actor) {
        groups.delete(PlacementGroupId.parse(group), actor);
    }
}
