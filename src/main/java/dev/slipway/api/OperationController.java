package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/operations")
@Tag(name = "Operations")
class OperationController {
    private final Operations operations;
    private final Tenants tenants;

    OperationController(Operations operations, Tenants tenants) {
        this.operations = operations;
        this.tenants = tenants;
    }

    record StepBody(String name, String title, OperationView.StepState state) {}

    /** @param percent of the whole; @param message what it does or waits for, or how it ended */
    record OperationBody(
            String id,
            String kind,
            String title,
            OperationState state,
            boolean ended,
            String targetType,
            String targetId,
            String targetName,
            @Nullable String projectId,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant endedAt,
            int percent,
            String message,
            @Nullable String problemCode,
            @Nullable String problem,
            List<StepBody> steps) {
        static OperationBody of(OperationView o) {
            return new OperationBody(
                    o.id().toString(),
                    o.kind(),
                    o.title(),
                    o.state(),
                    o.state().isFinal(),
                    o.targetType(),
                    o.target().toString(),
                    o.targetName(),
                    o.project().map(ProjectId::toString).orElse(null),
                    o.requestedBy(),
                    o.requestedAt(),
                    o.endedAt().orElse(null),
                    o.percent(),
                    o.message(),
                    o.problemCode().orElse(null),
                    o.problem().orElse(null),
                    o.steps().stream()
                            .map(s -> new StepBody(s.name(), s.title(), s.state()))
                            .toList());
        }
    }

    @GetMapping
    @Operation(summary = "Operations of a project, newest first")
    Paging.PageBody<OperationBody> list(
            @RequestParam String project,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        var own = tenants.require(ProjectId.parse(project), Permission.VM_READ, actor);
        return Paging.body(operations.list(own.id(), Paging.of(page, size), actor), OperationBody::of);
    }

    @GetMapping("/{operation}")
    @Operation(summary = "One operation with its steps")
    OperationBody get(@PathVariable String operation, Actor actor) {
        return OperationBody.of(operations.get(OperationId.parse(operation), actor));
    }

    @PostMapping("/{operation}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Turn an operation round, so that it is undone")
    OperationBody cancel(@PathVariable String operation, Actor actor) {
        OperationId id = OperationId.parse(operation);
        operations.cancel(id, actor);
        return OperationBody.of(operations.get(id, actor));
    }
}
