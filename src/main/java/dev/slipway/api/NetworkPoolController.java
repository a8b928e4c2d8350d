package dev.slipway.api;

import dev.slipway.api.NetworkBodies.AddressBody;
import dev.slipway.api.NetworkBodies.NewPoolBody;
import dev.slipway.api.NetworkBodies.PoolBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.AddressPoolId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.network.AddressPools;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Networks")
class NetworkPoolController {
    private final AddressPools pools;

    NetworkPoolController(AddressPools pools) {
        this.pools = pools;
    }

    @GetMapping("/networks/{network}/pools")
    @Operation(summary = "Its pools of addresses, and how much of each is used (administrators)")
    List<PoolBody> pools(@PathVariable String network, Actor actor) {
        return pools.list(NetworkId.parse(network), actor).stream()
                .map(PoolBody::of)
                .toList();
    }

    @GetMapping("/networks/{network}/addresses")
    @Operation(summary = "Addresses that are in use, with their VMs (administrators)")
    List<AddressBody> addresses(@PathVariable String network, Actor actor) {
        return pools.addresses(NetworkId.parse(network), actor).stream()
                .map(AddressBody::of)
                .toList();
    }

    @PostMapping("/networks/{network}/pools")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Give addresses to its VMs out of a pool (administrators)")
    PoolBody add(@PathVariable String network, @RequestBody NewPoolBody body, Actor actor) {
        var id = NetworkId.parse(network);
        // Whether it is there is said before anything about the body.
        pools.list(id, actor);
        return PoolBody.of(pools.add(id, body.draft(), actor));
    }

    @GetMapping("/address-pools/{addresspool}")
    @Operation(summary = "One pool of addresses (administrators)")
    PoolBody get(@PathVariable String addresspool, Actor actor) {
        return PoolBody.of(pools.get(AddressPoolId.parse(addresspool), actor));
    }

    @PutMapping("/address-pools/{addresspool}")
    @Operation(summary = "Change gateway, name servers and ranges of a pool (administrators)")
    PoolBody change(@PathVariable String addresspool, @RequestBody NewPoolBody body, Actor actor) {
        var id = pools.get(AddressPoolId.parse(addresspool), actor).id();
        return PoolBody.of(pools.change(id, body.draft(), actor));
    }

    @DeleteMapping("/address-pools/{addresspool}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a pool that no VM has an address of (administrators)")
    void remove(@PathVariable String addresspool, Actor actor) {
        pools.remove(AddressPoolId.parse(addresspool), actor);
    }
}
