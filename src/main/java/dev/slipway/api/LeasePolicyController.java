package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.vm.lease.LeasePolicies;
import dev.slipway.vm.lease.LeasePolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants/{tenant}/lease-policy")
@Tag(name = "Tenants")
class LeasePolicyController {
    private final LeasePolicies policies;
    private final TenantRegister tenants;

    LeasePolicyController(LeasePolicies policies, TenantRegister tenants) {
        this.policies = policies;
        this.tenants = tenants;
    }

    /**
     * Nothing of it: VMs stay for ever.
     *
     * @param longestDays from a launch or an extension on
     * @param extensions how often a VM's people may extend it; absent for as often as they like
     * @param mostDays all in all, by extensions; absent for as long as they like
     * @param graceDays turned off, before it goes to the recycle bin
     */
    record LeasePolicyBody(
            @Nullable Integer longestDays,
            @Nullable Integer extensions,
            @Nullable Integer mostDays,
            @Nullable Integer graceDays) {
        static final LeasePolicyBody FOR_EVER = new LeasePolicyBody(null, null, null, null);

        static LeasePolicyBody of(LeasePolicy policy) {
            return new LeasePolicyBody(
                    policy.longestDays(),
                    policy.extensions().isPresent() ? policy.extensions().getAsInt() : null,
                    policy.mostDays().isPresent() ? policy.mostDays().getAsInt() : null,
                    policy.graceDays());
        }

        LeasePolicy read() {
            return new LeasePolicy(
                    Fields.present("longestDays", longestDays),
                    extensions == null ? OptionalInt.empty() : OptionalInt.of(extensions),
                    mostDays == null ? OptionalInt.empty() : OptionalInt.of(mostDays),
                    Fields.present("graceDays", graceDays));
        }
    }

    @GetMapping
    @Operation(summary = "How long VMs of a tenant stay; nothing if that is for ever")
    LeasePolicyBody get(@PathVariable String tenant, Actor actor) {
        return policies.of(TenantId.parse(tenant), actor)
                .map(LeasePolicyBody::of)
                .orElse(LeasePolicyBody.FOR_EVER);
    }

    @PutMapping
    @Operation(
            summary =
                    "Say how long VMs of a tenant stay; those that have no end get a full lease (platform administrators)")
    LeasePolicyBody set(@PathVariable String tenant, @RequestBody LeasePolicyBody body, Actor actor) {
        TenantId id = tenants.get(TenantId.parse(tenant), actor).id();
        return LeasePolicyBody.of(policies.set(id, body.read(), actor));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let VMs of a tenant stay for ever (platform administrators)")
    void remove(@PathVariable String tenant, Actor actor) {
        policies.remove(TenantId.parse(tenant), actor);
    }
}
