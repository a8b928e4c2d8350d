package dev.slipway.api;

import dev.slipway.api.Paging.PageBody;
import dev.slipway.host.HostChecks;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import dev.slipway.vm.fleet.HostedVm;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hosts")
@Tag(name = "Hosts (administrators)")
class HostController {
    private final Hosts hosts;
    private final HostChecks checks;
    private final Fleet fleet;

    HostController(Hosts hosts, HostChecks checks, Fleet fleet) {
        this.hosts = hosts;
        this.checks = checks;
        this.fleet = fleet;
    }

    /** @param check of a list that has ended without failures; @param acceptWarnings whether its warnings are accepted */
    record NewHostBody(@Nullable String check, @Nullable Boolean acceptWarnings) {}

    record AmountsBody(int vcpus, long memoryMib, long diskMib) {
        static AmountsBody of(Resources r) {
            return new AmountsBody(r.vcpus(), r.memoryMib(), r.diskMib());
        }
    }

    /**
     * @param hostKey by ssh: the fingerprint of the key that the host has to prove itself with
     * @param promised to VMs, whether they run or not
     * @param most that may be promised
     */
    record HostBody(
            String id,
            String name,
            String uri,
            @Nullable String hostKey,
            HostState state,
            String hypervisorVersion,
            String architecture,
            int cpus,
            long memoryMib,
            long poolCapacityMib,
            long poolAvailableMib,
            @Nullable String acceleration,
            @Nullable Instant lastSeen,
            @Nullable String trouble,
            int vms,
            int running,
            AmountsBody promised,
            AmountsBody most) {
        static HostBody of(HostLoad load) {
            HostView h = load.host();
            return new HostBody(
                    h.id().toString(),
                    h.name(),
                    h.uri(),
                    h.hostKey().orElse(null),
                    h.state(),
                    h.hypervisorVersion(),
                    h.architecture(),
                    h.cpus(),
                    h.memoryMib(),
                    h.poolCapacityMib(),
                    h.poolAvailableMib(),
                    h.acceleration().map(Enum::name).orElse(null),
                    h.lastSeen().orElse(null),
                    h.trouble().orElse(null),
                    load.vms(),
                    load.running(),
                    AmountsBody.of(load.promised()),
                    AmountsBody.of(load.most()));
        }
    }

    record HostedVmBody(
            String id,
            String name,
            String tenant,
            String project,
            String owner,
            VmStatus status,
            int vcpus,
            long memoryMib,
            long diskMib) {
        static HostedVmBody of(HostedVm vm) {
            Resources r = vm.resources();
            return new HostedVmBody(
                    vm.id().toString(),
                    vm.name(),
                    vm.tenant(),
                    vm.project(),
                    vm.owner(),
                    vm.status(),
                    r.vcpus(),
                    r.memoryMib(),
                    r.diskMib());
        }
    }

    @GetMapping
    @Operation(summary = "Registered hosts")
    List<HostBody> list(Actor actor) {
        return fleet.list(actor).stream().map(HostBody::of).toList();
    }

    @GetMapping("/{host}")
    @Operation(summary = "One host")
    HostBody get(@PathVariable String host, Actor actor) {
        return HostBody.of(fleet.get(HostId.parse(host), actor));
    }

    @GetMapping("/{host}/vms")
    @Operation(summary = "The VMs on a host, by name")
    PageBody<HostedVmBody> vms(
            @PathVariable String host,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(fleet.vms(HostId.parse(host), Paging.of(page, size), actor), HostedVmBody::of);
    }

    @GetMapping("/{host}/operations")
    @Operation(summary = "What is and was done with a host and its VMs, newest first")
    PageBody<OperationController.OperationBody> operations(
            @PathVariable String host,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(
                fleet.operations(HostId.parse(host), Paging.of(page, size), actor),
                OperationController.OperationBody::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Register a host that has passed the check list")
    HostBody register(@RequestBody NewHostBody body, Actor actor) {
        HostView host = hosts.register(
                HostCheckId.parse(Fields.need("check", body.check())),
                Boolean.TRUE.equals(body.acceptWarnings()),
                actor);
        return HostBody.of(fleet.get(host.id(), actor));
    }

    @PostMapping("/{host}/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Go through the check list again")
    HostCheckController.CheckBody check(@PathVariable String host, Actor actor) {
        return HostCheckController.CheckBody.of(checks.again(HostId.parse(host), actor));
    }

    @DeleteMapping("/{host}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget a host that has no VMs; what is on its disks stays")
    void remove(@PathVariable String host, Actor actor) {
        hosts.remove(HostId.parse(host), actor);
    }

    @PostMapping("/{host}/enable")
    @Operation(summary = "Let it take new VMs")
    HostBody enable(@PathVariable String host, Actor actor) {
        return setEnabled(host, true, actor);
    }

    @PostMapping("/{host}/disable")
    @Operation(summary = "Let it keep its VMs but take no new ones")
    HostBody disable(@PathVariable String host, Actor actor) {
        return setEnabled(host, false, actor);
    }

    private HostBody setEnabled(String host, boolean enabled, Actor actor) {
        HostId id = HostId.parse(host);
        hosts.setEnabled(id, enabled, actor);
        return HostBody.of(fleet.get(id, actor));
    }
}
