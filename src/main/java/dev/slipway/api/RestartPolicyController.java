package dev.slipway.api;

import dev.slipway.api.VmBodies.VmBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.power.RestartPolicies;
import dev.slipway.vm.power.RestartPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/restart-policy")
@Tag(name = "VMs")
class RestartPolicyController {
    private final RestartPolicies policies;
    private final VirtualMachines machines;

    RestartPolicyController(RestartPolicies policies, VirtualMachines machines) {
        this.policies = policies;
        this.machines = machines;
    }

    /** @param policy {@code NEVER} or {@code ON_FAILURE} */
    record RestartPolicyBody(@Nullable String policy) {
        RestartPolicy read() {
            String said = Fields.need("policy", policy);
            return Arrays.stream(RestartPolicy.values())
                    .filter(p -> p.name().equals(said))
                    .findFirst()
                    .orElseThrow(
                            () -> new InvalidRequest("invalid-policy", "policy", "A policy is NEVER or ON_FAILURE."));
        }
    }

    @PutMapping
    @Operation(summary = "Whether a VM is started again by itself when it crashed, or its host went down")
    VmBody set(@PathVariable String vm, @RequestBody RestartPolicyBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        policies.set(id, body.read(), actor);
        return VmBody.of(machines.get(id, actor));
    }
}
