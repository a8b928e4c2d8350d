package dev.slipway.api;

import dev.slipway.api.VmBodies.LaunchedBody;
import dev.slipway.api.VmBodies.LaunchedVmBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.clone.CloneProposal;
import dev.slipway.vm.clone.CloneRequest;
import dev.slipway.vm.clone.Clones;
import dev.slipway.vm.launch.Numbering;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/clones")
@Tag(name = "VMs")
class CloneController {
    private final Clones clones;
    private final Operations operations;

    CloneController(Clones clones, Operations operations) {
        this.clones = clones;
        this.operations = operations;
    }

    /**
     * @param name of several, a pattern with {n} where the number goes; absent = after the VM
     * @param count how many, 1 to 20; absent = one
     * @param firstNumber from which their numbers go on; absent = the lowest that are free
     * @param start whether they are to be on; absent = yes
     * @param whileRunning whether the VM's disk may be copied while it runs; absent = no, so a running VM is refused
     */
    record NewClonesBody(
            @Nullable String name,
            @Nullable Integer count,
            @Nullable Integer firstNumber,
            @Nullable Boolean start,
            @Nullable Boolean whileRunning) {
        CloneRequest read(String usual) {
            var first = firstNumber == null ? OptionalInt.empty() : OptionalInt.of(firstNumber);
            return new CloneRequest(
                    new Numbering(name == null ? usual : name, count == null ? 1 : count, first),
                    start == null || start,
                    whileRunning != null && whileRunning);
        }
    }

    /** @param name free or not @param running what it means that its disk would be copied while it runs; absent if it is not */
    record CloneProposalBody(
            String name, List<String> stays, @Nullable String running) {
        static CloneProposalBody of(CloneProposal proposal) {
            return new CloneProposalBody(
                    proposal.name(), proposal.stays(), proposal.running().orElse(null));
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Make clones of a VM, all or none: new VMs on copies of its disk. Of a running one only with whileRunning:"
                            + " its disk is then copied as it is at one moment")
    ResponseEntity<LaunchedBody> make(
            @PathVariable String vm, @RequestBody(required = false) @Nullable NewClonesBody body, Actor actor) {
        var id = VmId.parse(vm);
        var usual = clones.propose(id, actor).name();
        var wanted = body == null ? new NewClonesBody(null, null, null, null, null) : body;
        var made = clones.make(id, wanted.read(usual), actor).stream()
                .map(launched -> {
                    var operation = OperationController.OperationBody.of(operations.get(launched.operation(), actor));
                    return new LaunchedVmBody(launched.vm().toString(), operation.targetName(), operation);
                })
                .toList();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/vms/" + made.getFirst().id()))
                .body(LaunchedBody.of(made));
    }

    @GetMapping("/preview")
    @Operation(summary = "What clones of a VM would be like, and what to know before")
    CloneProposalBody preview(@PathVariable String vm, Actor actor) {
        return CloneProposalBody.of(clones.propose(VmId.parse(vm), actor));
    }
}
