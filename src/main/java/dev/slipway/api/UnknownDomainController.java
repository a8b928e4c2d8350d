package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.adopt.Adoption;
import dev.slipway.vm.adopt.UnknownDomain;
import dev.slipway.vm.adopt.UnknownDomains;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hosts/{host}/domains")
@Tag(name = "Hosts (administrators)")
class UnknownDomainController {
    private final UnknownDomains domains;
    private final VirtualMachines machines;

    UnknownDomainController(UnknownDomains domains, VirtualMachines machines) {
        this.domains = domains;
        this.machines = machines;
    }

    record DiskBody(String target, String path, @Nullable String pool, long capacityMib) {}

    record NicBody(String mac, String source, @Nullable String network) {}

    /** @param obstacles what keeps it from being adopted; empty if nothing does */
    record DomainBody(
            String id,
            String name,
            VmStatus status,
            Instant since,
            int vcpus,
            long memoryMib,
            List<DiskBody> disks,
            List<NicBody> nics,
            boolean ignored,
            List<String> obstacles) {
        static DomainBody of(UnknownDomain d) {
            return new DomainBody(
                    d.id().toString(),
                    d.name(),
                    d.status(),
                    d.since(),
                    d.vcpus(),
                    d.memoryMib(),
                    d.disks().stream()
                            .map(disk -> new DiskBody(
                                    disk.target(), disk.path(), disk.pool().orElse(null), disk.capacityMib()))
                            .toList(),
                    d.nics().stream()
                            .map(nic -> new NicBody(
                                    nic.mac(), nic.source(), nic.network().orElse(null)))
                            .toList(),
                    d.ignored(),
                    d.obstacles());
        }
    }

    /** @param owner absent = me; @param name as for a launch */
    record AdoptionBody(
            @Nullable String project,
            @Nullable String owner,
            @Nullable String name) {}

    @GetMapping
    @Operation(summary = "Domains on a host that are no VMs of Slipway, with what keeps each from being adopted")
    List<DomainBody> list(@PathVariable String host, Actor actor) {
        return domains.list(HostId.parse(host), actor).stream()
                .map(DomainBody::of)
                .toList();
    }

    @GetMapping("/{domain}")
    @Operation(summary = "One domain that is no VM of Slipway")
    DomainBody get(@PathVariable String host, @PathVariable String domain, Actor actor) {
        return DomainBody.of(domains.get(HostId.parse(host), DomainId.parse(domain), actor));
    }

    @PostMapping("/{domain}/adopt")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a VM of a domain, which its owner pays for from now on")
    ResponseEntity<VmBodies.VmBody> adopt(
            @PathVariable String host, @PathVariable String domain, @RequestBody AdoptionBody body, Actor actor) {
        var found = domains.get(HostId.parse(host), DomainId.parse(domain), actor);
        var vm = domains.adopt(
                new Adoption(
                        HostId.parse(host),
                        found.id(),
                        ProjectId.parse(Fields.need("project", body.project())),
                        Optional.ofNullable(body.owner()).map(UserId::parse),
                        Fields.need("name", body.name())),
                actor);
        return ResponseEntity.created(URI.create("/api/v1/vms/" + vm))
                .body(VmBodies.VmBody.of(machines.get(vm, actor)));
    }

    @GetMapping("/{domain}/adopt/preview")
    @Operation(summary = "What adopting a domain would take of its owner's quota, and whether it fits now")
    QuotaController.PreviewBody preview(
            @PathVariable String host,
            @PathVariable String domain,
            @RequestParam String project,
            @RequestParam(required = false) @Nullable String owner,
            Actor actor) {
        return QuotaController.PreviewBody.of(domains.quote(
                new Adoption(
                        HostId.parse(host),
                        DomainId.parse(domain),
                        ProjectId.parse(project),
                        Optional.ofNullable(owner).map(UserId::parse),
                        ""),
                actor));
    }

    @PostMapping("/{domain}/ignore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that a domain is none of Slipway's business")
    void ignore(@PathVariable String host, @PathVariable String domain, Actor actor) {
        domains.ignore(HostId.parse(host), DomainId.parse(domain), actor);
    }

    @PostMapping("/{domain}/heed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back that a domain is ignored")
    void heed(@PathVariable String host, @PathVariable String domain, Actor actor) {
        domains.heed(HostId.parse(host), DomainId.parse(domain), actor);
    }
}
