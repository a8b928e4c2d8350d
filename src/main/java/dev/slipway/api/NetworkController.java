package dev.slipway.api;

import dev.slipway.api.NetworkBodies.HostOfferBody;
import dev.slipway.api.NetworkBodies.NetworkBody;
import dev.slipway.api.NetworkBodies.NetworkUserBody;
import dev.slipway.api.NetworkBodies.NewNetworkBody;
import dev.slipway.api.NetworkBodies.TenantsBody;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.network.Networks;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/networks")
@Tag(name = "Networks")
class NetworkController {
    private final Networks networks;
    private final Tenants tenants;

    NetworkController(Networks networks, Tenants tenants) {
        this.networks = networks;
        this.tenants = tenants;
    }

    @GetMapping
    @Operation(summary = "Networks that VMs of a project may be put on; without a project, all (administrators)")
    List<NetworkBody> networks(@RequestParam(required = false) @Nullable String project, Actor actor) {
        if (project == null) {
            return networks.list(actor).stream().map(NetworkBody::whole).toList();
        }
        var p = tenants.require(ProjectId.parse(project), Permission.NETWORK_READ, actor);
        return networks.usable(p.scope(), actor).stream().map(NetworkBody::of).toList();
    }

    @GetMapping("/{network}")
    @Operation(summary = "One network (administrators)")
    NetworkBody get(@PathVariable String network, Actor actor) {
        return NetworkBody.whole(networks.get(NetworkId.parse(network), actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a network, for every tenant until it is restricted (administrators)")
    NetworkBody create(@RequestBody NewNetworkBody body, Actor actor) {
        return NetworkBody.whole(networks.create(body.draft(), actor));
    }

    @PutMapping("/{network}")
    @Operation(summary = "Change a network; what it is on hosts, only while no VM is on it (administrators)")
    NetworkBody change(@PathVariable String network, @RequestBody NewNetworkBody body, Actor actor) {
        var id = networks.get(NetworkId.parse(network), actor).id();
        return NetworkBody.whole(networks.change(id, body.draft(), actor));
    }

    @DeleteMapping("/{network}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a network that no VM is on (administrators)")
    void delete(@PathVariable String network, Actor actor) {
        networks.delete(NetworkId.parse(network), actor);
    }

    @GetMapping("/{network}/tenants")
    @Operation(
            summary = "Who may use it; an empty list of a network that is not restricted is everybody (administrators)")
    TenantsBody tenants(@PathVariable String network, Actor actor) {
        var id = NetworkId.parse(network);
        return new TenantsBody(
                networks.get(id, actor).restricted(),
                networks.tenants(id, actor).stream().map(TenantId::toString).toList());
    }

    @PutMapping("/{network}/tenants")
    @Operation(summary = "Let only these tenants use it; none = every tenant (administrators)")
    TenantsBody restrict(@PathVariable String network, @RequestBody TenantsBody body, Actor actor) {
        var id = networks.get(NetworkId.parse(network), actor).id();
        var chosen = Fields.each("tenants", body.tenants()).stream()
                .map(TenantId::parse)
                .collect(Collectors.toSet());
        networks.restrict(id, chosen, actor);
        return tenants(network, actor);
    }

    @GetMapping("/{network}/hosts")
    @Operation(summary = "Which hosts offer it, and what the others lack (administrators)")
    List<HostOfferBody> hosts(@PathVariable String network, Actor actor) {
        return networks.offers(NetworkId.parse(network), actor).stream()
                .map(HostOfferBody::of)
                .toList();
    }

    @GetMapping("/{network}/vms")
    @Operation(summary = "VMs on it (administrators)")
    List<NetworkUserBody> vms(@PathVariable String network, Actor actor) {
        return networks.users(NetworkId.parse(network), actor).stream()
                .map(NetworkUserBody::of)
                .toList();
    }
}
