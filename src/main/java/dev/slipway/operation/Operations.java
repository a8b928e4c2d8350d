package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Durable operations: submitted in the transaction of the change that wants them, carried out by any portal node. */
@Service
public class Operations {
    private static final String NOUN = "operation";

    private final Submission submission;
    private final OperationRows rows;
    private final OperationQueries queries;
    private final OperationJobs jobs;
    private final OperationViews views;
    private final Workflows workflows;
    private final ApplicationEventPublisher events;

    Operations(
            Submission submission,
            OperationRows rows,
            OperationQueries queries,
            OperationJobs jobs,
            OperationViews views,
            Workflows workflows,
            ApplicationEventPublisher events) {
        this.submission = submission;
        this.rows = rows;
        this.queries = queries;
        this.jobs = jobs;
        this.views = views;
        this.workflows = workflows;
        this.events = events;
    }

    /**
     * Stores the operation and locks its target, in the caller's transaction (which must exist). The caller has
     * authorised it and tells the audit.
     *
     * @throws Conflict code {@code busy} if another one holds the target: "busy: starting since 10:02"
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Conflict.class)
    public OperationId submit(OperationRequest request, Actor actor) {
        return submission.submit(request, actor);
    }

    /**
     * Turns a running operation round, so that it is undone; it ends on its own a little later. Ended already is done.
     *
     * @throws Conflict if its kind cannot be cancelled
     */
    @Audited("operation.cancel")
    @Transactional
    public void cancel(OperationId operation, Actor actor) {
        OperationRow row = require(operation, actor);
        actor.require(toCancel(row), visible(row.scope()), row.scope(), NOUN);
        if (row.standing().state().isFinal()) {
            return;
        }
        Workflow workflow = workflows.require(row.kind());
        if (!workflow.isCancellable()) {
            throw new Conflict(
                    "not-cancellable",
                    "“" + workflow.title() + "” cannot be cancelled once it has begun. Wait until it has ended.");
        }
        if (rows.cancel(operation, actor.name())) {
            events.publishEvent(actor.did(
                    "operation.cancel",
                    row.targetType(),
                    row.target(),
                    row.targetName(),
                    row.scope().project(),
                    "Cancelled “" + workflow.title() + "”."));
            jobs.hurry(operation);
        }
    }

    /** @throws NotFound if not the actor's to see */
    public OperationView get(OperationId operation, Actor actor) {
        return views.of(require(operation, actor));
    }

    /** The newest first. Empty for who may not read the project's VMs, as for a project that is not there. */
    public Page<OperationView> list(ProjectId project, Pageable page, Actor actor) {
        // All operations of a project have its scope, so one tells for all.
        Optional<Scope> scope = queries.ofProject(project, 1, 0).stream()
                .map(OperationRow::scope)
                .findFirst();
        if (scope.filter(s -> actor.can(visible(s), s)).isEmpty()) {
            return Page.empty(page);
        }
        List<OperationRow> found = page.isPaged()
                ? queries.ofProject(project, page.getPageSize(), page.getOffset())
                : queries.ofProject(project, Integer.MAX_VALUE, 0);
        return new PageImpl<>(found.stream().map(views::of).toList(), page, queries.countOfProject(project));
    }

    /** The newest first. The caller has authorised the target. */
    public List<OperationView> ofTarget(UUID target, int most) {
        return queries.ofTarget(target, most).stream().map(views::of).toList();
    }

    /** Of all of these, the newest first; those that the actor may not see are left out. */
    public Page<OperationView> ofTargets(Collection<UUID> targets, Pageable page, Actor actor) {
        List<OperationView> seen = queries.ofTargets(targets, page.getPageSize(), page.getOffset()).stream()
                .filter(row -> actor.can(visible(row.scope()), row.scope()))
                .map(views::of)
                .toList();
        return new PageImpl<>(seen, page, queries.countOfTargets(targets));
    }

    /** The one that holds the target now. The caller has authorised the target. */
    public Optional<OperationView> active(UUID target) {
        return queries.active(target).map(views::of);
    }

    /** As {@link #active(UUID)} for many, by one query. */
    public Map<UUID, OperationView> active(Collection<UUID> targets) {
        return queries.active(targets).stream().collect(Collectors.toMap(OperationRow::target, views::of));
    }

    /** How many are under way in a tenant, or only in one of its projects. The caller has authorised it. */
    public long countActive(TenantId tenant, Optional<ProjectId> project) {
        return queries.countActive(tenant, project);
    }

    private OperationRow require(OperationId id, Actor actor) {
        return rows.find(id)
                .filter(row -> actor.can(visible(row.scope()), row.scope()))
                .orElseThrow(() -> NotFound.of(NOUN));
    }

    private Permission toCancel(OperationRow row) {
        return workflows
                .find(row.kind())
                .flatMap(Workflow::toCancel)
                .orElse(isPlatform(row.scope()) ? Permission.HOST_EDIT : Permission.VM_DELETE);
    }

    private static Permission visible(Scope scope) {
        return isPlatform(scope) ? Permission.HOST_READ : Permission.VM_READ;
    }

    private static boolean isPlatform(Scope scope) {
        return scope.tenant() == null;
    }
}
