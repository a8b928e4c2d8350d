package dev.slipway.api;

import dev.slipway.api.VmBodies.VmBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.tag.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "VMs")
class TagController {
    private static final int MOST = 1000;

    private final Tags tags;
    private final VirtualMachines machines;

    TagController(Tags tags, VirtualMachines machines) {
        this.tags = tags;
        this.machines = machines;
    }

    record TagsBody(@Nullable List<@Nullable String> tags) {
        VmTags read() {
            return VmTags.of(Fields.each("tags", tags));
        }
    }

    @PutMapping("/vms/{vm}/tags")
    @Operation(summary = "All tags of a VM: those that are not named are taken off")
    VmBody set(@PathVariable String vm, @RequestBody TagsBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        tags.set(id, body.read(), actor);
        return VmBody.of(machines.get(id, actor));
    }

    @GetMapping("/projects/{project}/vm-tags")
    @Operation(summary = "Tags in use on the VMs of a project, by letter; the first 1000")
    List<String> used(@PathVariable String project, Actor actor) {
        return tags.used(ProjectId.parse(project), "", MOST, actor);
    }
}
