package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.outside.Definitions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/definitions")
@Tag(name = "VMs")
class DefinitionController {
    private final Definitions definitions;

    DefinitionController(Definitions definitions) {
        this.definitions = definitions;
    }

    /** @param since when it was first seen so @param xml libvirt's domain XML */
    record DefinitionBody(Instant since, String xml) {}

    @GetMapping
    @Operation(
            summary =
                    "What a VM's host has written down of it, in libvirt's words: the last few that differ, newest first")
    List<DefinitionBody> of(@PathVariable String vm, Actor actor) {
        return definitions.of(VmId.parse(vm), actor).stream()
                .map(seen -> new DefinitionBody(seen.since(), seen.xml()))
                .toList();
    }
}
