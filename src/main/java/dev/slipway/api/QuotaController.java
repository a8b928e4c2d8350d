package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.fleet.AddressesInUse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects/{project}/quota")
@Tag(name = "Quota")
class QuotaController {
    private final VirtualMachines machines;
    private final AddressesInUse addresses;

    QuotaController(VirtualMachines machines, AddressesInUse addresses) {
        this.addresses = addresses;
        this.machines = machines;
    }

    /** @param limit absent = unlimited; @param room what may still be used here, absent = unlimited */
    record LineBody(
            Level level,
            String levelName,
            Dimension dimension,
            long used,
            @Nullable Long limit,
            @Nullable Long room) {
        static LineBody of(QuotaLine l) {
            return new LineBody(
                    l.level(),
                    l.levelName(),
                    l.dimension(),
                    l.used(),
                    l.limit().isPresent() ? l.limit().getAsLong() : null,
                    l.room().isPresent() ? l.room().getAsLong() : null);
        }
    }

    /** @param refusals why it would be refused now; empty if it fits */
    record PreviewBody(boolean fits, List<LineBody> lines, List<String> refusals) {
        static PreviewBody of(QuotaPreview p) {
            return new PreviewBody(
                    p.fits(), p.lines().stream().map(LineBody::of).toList(), p.refusals());
        }
    }

    @GetMapping
    @Operation(summary = "My usage and limits on the path tenant, project, member")
    List<LineBody> usage(@PathVariable String project, Actor actor) {
        return machines.quota(ProjectId.parse(project), actor).stream()
                .map(LineBody::of)
                .toList();
    }

    /** @param project that this project has; @param tenant that all projects of its tenant have */
    record AddressBody(String network, String name, long project, long tenant) {}

    @GetMapping("/addresses")
    @Operation(
            summary =
                    "Addresses out of networks' pools that VMs of the project and its tenant have; they are not limited")
    List<AddressBody> addresses(@PathVariable String project, Actor actor) {
        return addresses.of(ProjectId.parse(project), actor).stream()
                .map(a -> new AddressBody(a.network().toString(), a.name(), a.project(), a.tenant()))
                .toList();
    }

    @GetMapping("/preview")
    @Operation(
            summary =
                    "What launching VMs of a size, or of vcpus, memoryMib and diskMib, would take, and whether it fits")
    PreviewBody preview(
            @PathVariable String project,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable Integer vcpus,
            @RequestParam(required = false) @Nullable Long memoryMib,
            @RequestParam(required = false) @Nullable Long diskMib,
            @RequestParam(defaultValue = "1") int count,
            Actor actor) {
        var custom = vcpus == null && memoryMib == null && diskMib == null
                ? null
                : new VmBodies.CustomBody(vcpus, memoryMib, diskMib);
        return PreviewBody.of(
                machines.quote(ProjectId.parse(project), VmBodies.NewVmBody.size(size, custom), count, actor));
    }
}
