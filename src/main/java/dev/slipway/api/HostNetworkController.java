package dev.slipway.api;

import dev.slipway.api.NetworkBodies.HostNetworksBody;
import dev.slipway.host.HostNetworks;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hosts/{host}/networks")
@Tag(name = "Hosts (administrators)")
class HostNetworkController {
    private final HostNetworks networks;
    private final Hosts hosts;

    HostNetworkController(HostNetworks networks, Hosts hosts) {
        this.networks = networks;
        this.hosts = hosts;
    }

    @GetMapping
    @Operation(summary = "Bridges and libvirt networks that a host really has, as last seen")
    HostNetworksBody networks(@PathVariable String host, Actor actor) {
        return HostNetworksBody.of(networks.of(HostId.parse(host), actor));
    }

    @PostMapping("/look")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Look now what it has, instead of at the next round")
    void look(@PathVariable String host, Actor actor) {
        hosts.lookAgain(HostId.parse(host), actor);
    }
}
