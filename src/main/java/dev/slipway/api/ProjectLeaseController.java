package dev.slipway.api;

import dev.slipway.api.LeasePolicyController.LeasePolicyBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.vm.lease.Leases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Projects")
class ProjectLeaseController {
    private final Leases leases;

    ProjectLeaseController(Leases leases) {
        this.leases = leases;
    }

    @GetMapping("/api/v1/projects/{project}/lease-policy")
    @Operation(summary = "How long a VM that is launched in a project may stay; nothing if that is for ever")
    LeasePolicyBody get(@PathVariable String project, Actor actor) {
        return leases.ofNew(ProjectId.parse(project), actor)
                .map(LeasePolicyBody::of)
                .orElse(LeasePolicyBody.FOR_EVER);
    }
}
