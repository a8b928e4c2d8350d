package dev.slipway.vm.plan;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Asked;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.Wanted;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.launch.LaunchChecks;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchRows;
import dev.slipway.vm.launch.NewVm;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The click on "Ask and launch when approved": everything but the quota is checked as by a launch, and nothing is charged. */
@Component
class Planning {
    private final Tenants tenants;
    private final LaunchChecks checks;
    private final QuotaRequests requests;
    private final PlannedRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    Planning(
            Tenants tenants,
            LaunchChecks checks,
            QuotaRequests requests,
            PlannedRows rows,
            Changes changes,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.tenants = tenants;
        this.checks = checks;
        this.requests = requests;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** @param amounts empty = what is missing */
    Asked plan(LaunchRequest launch, Map<Wanted, Long> amounts, Optional<Instant> until, String reason, Actor actor) {
        var project = tenants.require(launch.project(), Permission.VM_LAUNCH, actor);
        var vm = checks.check(launch, VmId.random(), project, actor);
        requireFreeName(vm.name(), project);
        var cost = Amounts.allocated(vm.resources()).plus(Amounts.running(vm.resources()));
        var path = vm.owner().quotaPath();
        var missing = requests.missing(path, cost, actor);
        if (missing.isEmpty()) {
            throw new Conflict("fits-already", "There is room for this VM now. Launch it instead of asking.");
        }
        var parts = amounts.isEmpty() ? requests.parts(path, missing, actor) : amounts;
        var wish = new Ask(path, parts, until, reason);
        var asked = requests.ask(wish, actor);
        if (rows.add(asked.request().id(), vm, launch)) {
            tell(asked.request().id(), vm, actor);
        }
        return asked;
    }

    private void tell(QuotaRequestId request, NewVm vm, Actor actor) {
        changes.announce(Topic.REQUEST, request.value(), vm.owner().project());
        events.publishEvent(actor.did(
                "quota.request.plan-launch",
                "quota-request",
                request.value(),
                vm.name(),
                vm.owner().project(),
                "To be launched when approved: size " + vm.sizeName() + ", image "
                        + vm.image().name() + "."));
    }

    /** A hint while it is early; the launch decides, since the name is not kept free until then. */
    private void requireFreeName(String name, ProjectView project) {
        var taken = jdbc.sql("select 1 from vm where project_id = ? and live_name = ?")
                .params(project.id().value(), name)
                .query(Integer.class)
                .optional();
        if (taken.isPresent()) {
            throw LaunchRows.nameTaken(name, null);
        }
    }
}
