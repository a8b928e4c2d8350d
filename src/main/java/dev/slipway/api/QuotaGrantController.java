package dev.slipway.api;

import dev.slipway.api.QuotaRequestBodies.GrantBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.quota.Grants;
import dev.slipway.vm.owner.Payers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/quota-grants")
@Tag(name = "Quota")
class QuotaGrantController {
    private final Grants grants;
    private final Payers payers;

    QuotaGrantController(Grants grants, Payers payers) {
        this.grants = grants;
        this.payers = payers;
    }

    @GetMapping
    @Operation(summary = "What is granted for a time on my path tenant, project, member; the next to end first")
    List<GrantBody> list(@RequestParam String project, Actor actor) {
        return grants.active(payers.of(ProjectId.parse(project), Optional.empty(), actor), actor).stream()
                .map(GrantBody::of)
                .toList();
    }

    @DeleteMapping("/{grant}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a time-limited rise early; nothing that runs is stopped")
    void revoke(@PathVariable String grant, Actor actor) {
        grants.revoke(QuotaGrantId.parse(grant), actor);
    }
}
