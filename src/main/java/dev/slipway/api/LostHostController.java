package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.lost.LossOfHost;
import dev.slipway.vm.lost.LostHosts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hosts/{host}/give-up")
@Tag(name = "Hosts (administrators)")
class LostHostController {
    private final LostHosts lost;
    private final Operations operations;

    LostHostController(LostHosts lost, Operations operations) {
        this.lost = lost;
        this.operations = operations;
    }

    /** @param busy whether something is being done with it, which then ends */
    record LostVmBody(String id, String name, String tenant, String project, VmStatus status, boolean busy) {}

    /** @param consequences for people, a sentence each; vcpus, memoryMib and diskMib are given back to quotas */
    record LossBody(List<String> consequences, List<LostVmBody> vms, int vcpus, long memoryMib, long diskMib) {
        static LossBody of(LossOfHost loss) {
            var released = loss.released();
            return new LossBody(
                    loss.sentences(),
                    loss.vms().stream()
                            .map(vm -> new LostVmBody(
                                    vm.id().toString(), vm.name(), vm.tenant(), vm.project(), vm.status(), vm.busy()))
                            .toList(),
                    released.vcpus(),
                    released.memoryMib(),
                    released.diskMib());
        }
    }

    @GetMapping
    @Operation(summary = "What giving up a host would come to")
    LossBody consequences(@PathVariable String host, Actor actor) {
        return LossBody.of(lost.consequences(HostId.parse(host), actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Give up a host that does not answer: what waits for it ends, and its VMs are lost")
    OperationController.OperationBody giveUp(@PathVariable String host, Actor actor) {
        return OperationController.OperationBody.of(operations.get(lost.giveUp(HostId.parse(host), actor), actor));
    }
}
