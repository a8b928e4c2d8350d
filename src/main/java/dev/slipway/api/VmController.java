package dev.slipway.api;

import dev.slipway.api.VmBodies.LaunchedBody;
import dev.slipway.api.VmBodies.LaunchedVmBody;
import dev.slipway.api.VmBodies.NewVmBody;
import dev.slipway.api.VmBodies.VmBody;
import dev.slipway.audit.AuditTrail;
import dev.slipway.console.ConsoleTicket;
import dev.slipway.console.Consoles;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.WhyHere;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.move.MigrationOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms")
@Tag(name = "VMs")
class VmController {
    private final VirtualMachines machines;
    private final Operations operations;
    private final Consoles consoles;
    private final AuditTrail audit;

    VmController(VirtualMachines machines, Operations operations, Consoles consoles, AuditTrail audit) {
        this.machines = machines;
        this.operations = operations;
        this.consoles = consoles;
        this.audit = audit;
    }

    /** @param tunnel where to open the WebSocket (sub-protocol {@code guacamole}), relative to the portal; once */
    record TicketBody(String ticket, Instant expiresAt, String tunnel) {
        static TicketBody of(ConsoleTicket ticket) {
            return new TicketBody(
                    ticket.token(), ticket.expiresAt(), Consoles.TUNNEL_PATH + "?ticket=" + ticket.token());
        }
    }

    /** @param owner absent = whose it is now, if they may launch VMs there, else mine */
    record MoveBody(@Nullable String project, @Nullable String owner) {}

    /** @param host absent = the best that placement finds; @param mibPerSecond absent = as the settings say */
    record MigrateBody(@Nullable String host, @Nullable Long mibPerSecond) {}

    record ActivityBody(Instant at, String actor, String action, boolean refused, String detail) {}

    @GetMapping
    @Operation(
            summary =
                    "VMs of a project; with tag several times, those that have all of these; with endsSoon, those whose"
                            + " lease ends within 7 days")
    Paging.PageBody<VmBody> list(
            @RequestParam String project,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable Set<VmStatus> status,
            @RequestParam(required = false) @Nullable Set<String> tag,
            @RequestParam(defaultValue = "false") boolean endsSoon,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        VmQuery query = new VmQuery(
                ProjectId.parse(project),
                Optional.ofNullable(search).filter(s -> !s.isBlank()),
                status == null ? Set.of() : status,
                tag == null ? VmTags.NONE : VmTags.of(tag),
                endsSoon);
        return Paging.body(
                machines.list(query, Paging.of(page, size, sort, "name", "createdAt", "status", "endsAt"), actor),
                VmBody::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Launch a VM, or several at once; the same Idempotency-Key again is the same launch")
    ResponseEntity<LaunchedBody> launch(
            @RequestBody NewVmBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Actor actor) {
        var vms = machines.launchAll(body.set(idempotencyKey), actor).stream()
                .map(launched -> launched(launched, actor))
                .toList();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/vms/" + vms.getFirst().id()))
                .body(LaunchedBody.of(vms));
    }

    @GetMapping("/{vm}")
    @Operation(summary = "One VM")
    VmBody get(@PathVariable String vm, Actor actor) {
        return VmBody.of(machines.get(VmId.parse(vm), actor));
    }

    @DeleteMapping("/{vm}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Delete a VM, running or not: into the recycle bin, where it can be restored for some days")
    OperationController.OperationBody delete(@PathVariable String vm, Actor actor) {
        return operation(machines.delete(VmId.parse(vm), actor), actor);
    }

    @PostMapping("/{vm}/actions/{action}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "start, shutdown, reboot, reset, pause, resume, hibernate, force-off, restore, rescue or leave-rescue")
    OperationController.OperationBody act(@PathVariable String vm, @PathVariable String action, Actor actor) {
        VmId id = VmId.parse(vm);
        return operation(
                switch (action) {
                    case "start" -> machines.start(id, actor);
                    case "shutdown" -> machines.shutdown(id, actor);
                    case "reboot" -> machines.reboot(id, actor);
                    case "reset" -> machines.reset(id, actor);
                    case "pause" -> machines.pause(id, actor);
                    case "resume" -> machines.resume(id, actor);
                    case "hibernate" -> machines.hibernate(id, actor);
                    case "rescue" -> machines.rescue(id, actor);
                    case "leave-rescue" -> machines.leaveRescue(id, actor);
                    case "force-off" -> machines.forceOff(id, actor);
                    case "restore" -> machines.restore(id, actor);
                    default ->
                        throw new InvalidRequest(
                                "unknown-action",
                                "action",
                                "An action is start, shutdown, reboot, reset, pause, resume, hibernate, force-off, restore, rescue or"
                                        + " leave-rescue.");
                },
                actor);
    }

    @PostMapping("/{vm}/move")
    @Operation(summary = "Give a VM to another project, tenant or person, with its charges")
    VmBody move(@PathVariable String vm, @RequestBody MoveBody body, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        machines.move(
                id,
                ProjectId.parse(Fields.need("project", body.project())),
                Optional.ofNullable(body.owner()).map(UserId::parse),
                actor);
        return VmBody.of(machines.get(id, actor));
    }

    @GetMapping("/{vm}/move/preview")
    @Operation(summary = "What a move would take of the quota there, and whether it fits now")
    QuotaController.PreviewBody previewMove(
            @PathVariable String vm,
            @RequestParam String project,
            @RequestParam(required = false) @Nullable String owner,
            Actor actor) {
        return QuotaController.PreviewBody.of(machines.quoteMove(
                VmId.parse(vm),
                ProjectId.parse(project),
                Optional.ofNullable(owner).map(UserId::parse),
                actor));
    }

    @PostMapping("/{vm}/migrate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Move a VM to another host, while it runs if it does; with no host, to the best one")
    OperationController.OperationBody migrate(
            @PathVariable String vm, @RequestBody(required = false) @Nullable MigrateBody body, Actor actor) {
        Optional<HostId> host = Optional.ofNullable(body).map(MigrateBody::host).map(HostId::parse);
        OptionalLong limit = Optional.ofNullable(body).map(MigrateBody::mibPerSecond).stream()
                .mapToLong(Long::longValue)
                .findFirst();
        return operation(machines.migrate(VmId.parse(vm), host, limit, actor), actor);
    }

    @GetMapping("/{vm}/migrate/preview")
    @Operation(summary = "Hosts that a VM could be moved to now, the best first, and why not to the others")
    MigrationOptions migrationOptions(@PathVariable String vm, Actor actor) {
        return machines.migrationOptions(VmId.parse(vm), actor);
    }

    @PostMapping("/{vm}/console-tickets")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A one-time ticket for the VM's screen")
    TicketBody ticket(@PathVariable String vm, Actor actor) {
        return TicketBody.of(consoles.issueTicket(VmId.parse(vm), actor));
    }

    @PostMapping("/{vm}/serial-console-tickets")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "A one-time ticket for the VM's serial line",
            description =
                    "Over the same tunnel. There is one at a line: whoever has it is cut off when the ticket is used.")
    TicketBody serialTicket(@PathVariable String vm, Actor actor) {
        return TicketBody.of(consoles.issueSerialTicket(VmId.parse(vm), actor));
    }

    @GetMapping("/{vm}/placement")
    @Operation(
            summary =
                    "Why it runs where it does; each host's verdict for those who see hosts. 404 while it has no place")
    WhyHere placement(@PathVariable String vm, Actor actor) {
        return machines.whyHere(VmId.parse(vm), actor).orElseThrow(() -> NotFound.of("placement"));
    }

    @GetMapping("/{vm}/activity")
    @Operation(summary = "What was done with a VM, and by whom, newest first")
    Paging.PageBody<ActivityBody> activity(
            @PathVariable String vm,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        var view = machines.get(VmId.parse(vm), actor);
        return Paging.body(
                audit.ofTarget(view.id().value(), view.scope(), Paging.of(page, size), actor),
                e -> new ActivityBody(e.at(), e.actor(), e.action(), e.refused(), e.detail()));
    }

    private LaunchedVmBody launched(Launched launched, Actor actor) {
        var operation = operation(launched.operation(), actor);
        return new LaunchedVmBody(launched.vm().toString(), operation.targetName(), operation);
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
