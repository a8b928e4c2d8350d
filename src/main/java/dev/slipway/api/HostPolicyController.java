package dev.slipway.api;

import dev.slipway.host.HostPolicy;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hosts/{host}/policy")
@Tag(name = "Hosts (administrators)")
class HostPolicyController {
    private final Hosts hosts;
    private final Fleet fleet;

    HostPolicyController(Hosts hosts, Fleet fleet) {
        this.hosts = hosts;
        this.fleet = fleet;
    }

    /** What is left out is as set for all hosts. */
    record NewPolicyBody(
            @Nullable Double vcpuRatio,
            @Nullable Double memoryRatio,
            @Nullable Long memoryReserveMib,
            @Nullable List<@Nullable String> tags) {
        HostPolicy policy() {
            return new HostPolicy(
                    Optional.ofNullable(vcpuRatio),
                    Optional.ofNullable(memoryRatio),
                    Optional.ofNullable(memoryReserveMib),
                    tags == null ? HostTags.NONE : HostTags.of(Fields.each("tags", tags)));
        }
    }

    /** @param overPromised more is promised than the policy allows: nothing new comes until enough has gone */
    record PolicyBody(
            @Nullable Double vcpuRatio,
            @Nullable Double memoryRatio,
            @Nullable Long memoryReserveMib,
            List<String> tags,
            HostController.AmountsBody promised,
            HostController.AmountsBody most,
            boolean overPromised) {
        static PolicyBody of(HostLoad load) {
            var policy = load.host().policy();
            return new PolicyBody(
                    policy.vcpuRatio().orElse(null),
                    policy.memoryRatio().orElse(null),
                    policy.memoryReserveMib().orElse(null),
                    List.copyOf(policy.tags().words()),
                    HostController.AmountsBody.of(load.promised()),
                    HostController.AmountsBody.of(load.most()),
                    load.isOverPromised());
        }
    }

    @GetMapping
    @Operation(summary = "How much may be promised on a host, and its tags")
    PolicyBody get(@PathVariable String host, Actor actor) {
        return PolicyBody.of(fleet.get(HostId.parse(host), actor));
    }

    @PutMapping
    @Operation(summary = "Say how much may be promised on a host, and its tags")
    PolicyBody set(@PathVariable String host, @RequestBody NewPolicyBody body, Actor actor) {
        HostId id = HostId.parse(host);
        hosts.setPolicy(id, body.policy(), actor);
        return PolicyBody.of(fleet.get(id, actor));
    }
}
