package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NicId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.nic.NicNetwork;
import dev.slipway.vm.nic.NicState;
import dev.slipway.vm.nic.NicView;
import dev.slipway.vm.nic.Nics;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1/vms/{vm}/nics")
@Tag(name = "Network cards")
class NicController {
    private final Nics nics;
    private final VirtualMachines machines;
    private final Operations operations;

    NicController(Nics nics, VirtualMachines machines, Operations operations) {
        this.nics = nics;
        this.machines = machines;
        this.operations = operations;
    }

    record NewNicBody(@Nullable String network) {}

    record LinkBody(@Nullable Boolean up) {}

    /**
     * @param most how many network cards a VM may have
     * @param whyNoMore why none can be added now; absent if one can
     */
    record NicsBody(List<NicBody> nics, int most, @Nullable String whyNoMore) {}

    /**
     * @param reservedAddresses its own out of the network's pools; empty if it asks by DHCP
     * @param first whether it is the one that the VM was launched with, and keeps
     * @param refusedActions what cannot be asked of it now, each with the sentence why
     */
    record NicBody(
            String id,
            String mac,
            String network,
            String networkName,
            List<String> reservedAddresses,
            NicState state,
            boolean linkUp,
            boolean first,
            Map<String, String> refusedActions) {
        static NicBody of(NicView nic) {
            Map<String, String> refused = new TreeMap<>();
            nic.refusedActions().forEach((action, why) -> refused.put(action.name(), why));
            return new NicBody(
                    nic.id().toString(),
                    nic.mac(),
                    nic.network().toString(),
                    nic.networkName(),
                    nic.reserved(),
                    nic.state(),
                    nic.linkUp(),
                    nic.first(),
                    refused);
        }
    }

    /** @param refused why no network card of this VM can be put on it; absent if one can */
    record NicNetworkBody(
            String id,
            String name,
            String description,
            @Nullable String refused) {
        static NicNetworkBody of(NicNetwork network) {
            return new NicNetworkBody(
                    network.id().toString(),
                    network.name(),
                    network.description(),
                    network.refused().orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "A VM's network cards, in the order in which they came")
    NicsBody list(@PathVariable String vm, Actor actor) {
        var list = nics.of(VmId.parse(vm), actor);
        return new NicsBody(
                list.all().stream().map(NicBody::of).toList(),
                list.most(),
                list.whyNoMore().orElse(null));
    }

    @GetMapping("/networks")
    @Operation(
            summary = "The networks that a VM's project may use, and why no network card of the VM can be put on some")
    List<NicNetworkBody> networks(@PathVariable String vm, Actor actor) {
        return nics.networks(VmId.parse(vm), actor).stream()
                .map(NicNetworkBody::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Give a VM one more network card, whether it runs or not")
    OperationController.OperationBody add(@PathVariable String vm, @RequestBody NewNicBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return operation(nics.add(id, NetworkId.parse(Fields.need("network", body.network())), actor), actor);
    }

    @DeleteMapping("/{nic}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Take a network card from a VM, whether it runs or not; not the one that it was launched with")
    OperationController.OperationBody remove(@PathVariable String vm, @PathVariable String nic, Actor actor) {
        return operation(nics.remove(VmId.parse(vm), NicId.parse(nic), actor), actor);
    }

    @PutMapping("/{nic}/link")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Put a network card's cable in, or pull it out, whether its VM runs or not")
    OperationController.OperationBody setLink(
            @PathVariable String vm, @PathVariable String nic, @RequestBody LinkBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return operation(nics.setLink(id, NicId.parse(nic), Fields.present("up", body.up()), actor), actor);
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
