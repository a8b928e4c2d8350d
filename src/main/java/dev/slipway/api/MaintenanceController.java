package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.operation.Operations;
import dev.slipway.vm.drain.DrainPlan;
import dev.slipway.vm.drain.Maintenance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/hosts/{host}")
@Tag(name = "Hosts (administrators)")
class MaintenanceController {
    private final Maintenance maintenance;
    private final Operations operations;

    MaintenanceController(Maintenance maintenance, Operations operations) {
        this.maintenance = maintenance;
        this.operations = operations;
    }

    /** @param stopped what becomes of VMs that are off: {@code MOVE} (unless told otherwise) or {@code LEAVE} */
    record DrainBody(@Nullable String stopped) {}

    /** @param to the host it would go to; @param why what keeps it there, or what is waited for */
    record DrainLineBody(
            String vm,
            String name,
            String place,
            boolean running,
            DrainPlan.Fate fate,
            @Nullable String to,
            @Nullable String why) {}

    /** @param underWay what is being done with the host right now */
    record DrainPlanBody(List<DrainLineBody> vms, OperationController.@Nullable OperationBody underWay) {}

    @GetMapping("/drain/preview")
    @Operation(summary = "What would become of each of its VMs if the host was emptied now")
    DrainPlanBody plan(@PathVariable String host, @RequestParam(defaultValue = "MOVE") String stopped, Actor actor) {
        var id = HostId.parse(host);
        var lines = maintenance.plan(id, moves(stopped), actor).lines().stream()
                .map(line -> new DrainLineBody(
                        line.vm().toString(),
                        line.name(),
                        line.place(),
                        line.running(),
                        line.fate(),
                        line.to().orElse(null),
                        line.why().orElse(null)))
                .toList();
        return new DrainPlanBody(
                lines,
                maintenance
                        .underWay(id, actor)
                        .map(OperationController.OperationBody::of)
                        .orElse(null));
    }

    @PostMapping("/drain")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Empty the host for maintenance; cancel the operation to give it up")
    OperationController.OperationBody drain(
            @PathVariable String host, @RequestBody(required = false) @Nullable DrainBody body, Actor actor) {
        var stopped = body == null || body.stopped() == null ? "MOVE" : body.stopped();
        return OperationController.OperationBody.of(
                operations.get(maintenance.drain(HostId.parse(host), moves(stopped), actor), actor));
    }

    @PostMapping("/end-maintenance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a host that was in maintenance back into use")
    void end(@PathVariable String host, Actor actor) {
        maintenance.end(HostId.parse(host), actor);
    }

    private static boolean moves(String stopped) {
        return switch (stopped) {
            case "MOVE" -> true;
            case "LEAVE" -> false;
            default ->
                throw new InvalidRequest(
                        "drain-stopped", "stopped", "For VMs that are off, say MOVE or LEAVE (where they are).");
        };
    }
}
