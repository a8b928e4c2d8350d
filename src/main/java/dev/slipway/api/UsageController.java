package dev.slipway.api;

import dev.slipway.api.UsageBodies.PayerBody;
import dev.slipway.api.UsageBodies.UsageBody;
import dev.slipway.api.UsageBodies.VmUsageBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.metering.Months;
import dev.slipway.metering.UsageReports;
import dev.slipway.metering.Verified;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Months are of UTC; none given is the one that goes on. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Usage")
class UsageController {
    private static final String[] SORTABLE = {
        "name", "vms", "vcpus", "memory_mib", "disk_mib", "running_vcpus", "running_memory_mib"
    };

    private final UsageReports usage;
    private final Clock clock;

    UsageController(UsageReports usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @GetMapping("/projects/{project}/usage")
    @Operation(summary = "What a project used in a month, by day, and what that costs")
    UsageBody project(
            @PathVariable String project, @RequestParam(required = false) @Nullable String month, Actor actor) {
        return UsageBody.of(usage.ofProject(ProjectId.parse(project), month(month), actor));
    }

    @GetMapping("/projects/{project}/usage/vms")
    @Operation(summary = "What each VM used in a month, deleted ones too")
    Paging.PageBody<VmUsageBody> vms(
            @PathVariable String project,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(
                usage.vms(ProjectId.parse(project), month(month), Paging.of(page, size, sort, SORTABLE), actor),
                VmUsageBody::of);
    }

    @GetMapping("/projects/{project}/usage/vms.csv")
    @Operation(summary = "The same as CSV, all VMs")
    void vmsCsv(
            @PathVariable String project,
            @RequestParam(required = false) @Nullable String month,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        ProjectId id = ProjectId.parse(project);
        YearMonth of = month(month);
        Download.send(response, "text/csv", "usage-" + of + ".csv", out -> usage.writeVms(id, of, out, actor));
    }

    @GetMapping("/usage/projects")
    @Operation(summary = "What each project used in a month: those whose usage you may read")
    Paging.PageBody<PayerBody> projects(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(usage.projects(month(month), Paging.of(page, size), actor), PayerBody::of);
    }

    @GetMapping("/usage/projects.csv")
    @Operation(summary = "The same as CSV, all projects")
    void projectsCsv(@RequestParam(required = false) @Nullable String month, Actor actor, HttpServletResponse response)
            throws IOException {
        YearMonth of = month(month);
        Download.send(
                response, "text/csv", "usage-projects-" + of + ".csv", out -> usage.writeProjects(of, out, actor));
    }

    @GetMapping("/usage/tenants")
    @Operation(summary = "What each tenant used in a month: those whose usage you may read as a whole")
    Paging.PageBody<PayerBody> tenants(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(usage.tenants(month(month), Paging.of(page, size), actor), PayerBody::of);
    }

    @GetMapping("/usage/verification")
    @Operation(summary = "Adds a month up anew from the charges and compares (administrators)")
    Verified verify(@RequestParam(required = false) @Nullable String month, Actor actor) {
        return usage.verify(month(month), actor);
    }

    private YearMonth month(@Nullable String text) {
        return Months.parse(text, clock.instant());
    }
}
