package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done and refused. Append-only. */
@Service
public class AuditTrail {
    /**
     * What was done in the project, and what was refused to people who see the thing: those are refused otherwise than
     * with {@code not-found}. Attempts of strangers are for the platform's eyes. The thing must be known in the project,
     * so that naming a foreign one in one's own project shows nothing.
     */
    private static final String OF_TARGET = "a.target_id = ? and (a.project_id = ?"
            + " or (a.project_id is null and a.code <> 'not-found' and exists"
            + " (select 1 from audit_entry known where known.target_id = a.target_id and known.project_id = ?)))";

    private final AuditRows rows;
    private final AuditExport export;
    private final ChainCheck chain;

    AuditTrail(AuditRows rows, AuditExport export, ChainCheck chain) {
        this.rows = rows;
        this.export = export;
        this.chain = chain;
    }

    /** Everything, newest first. For those with {@code AUDIT_READ} on the platform. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> all(Pageable page, Actor actor) {
        return search(AuditQuery.ALL, page, actor);
    }

    /** Newest first. For those with {@code AUDIT_READ} on the platform. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> search(AuditQuery query, Pageable page, Actor actor) {
        actor.require(Permission.AUDIT_READ, Scope.PLATFORM);
        return rows.find(AuditFilter.of(query), page);
    }

    /** All that {@link #search} would find, however many, written as they are read. */
    public void export(AuditQuery query, AuditFormat format, Appendable out, Actor actor) throws IOException {
        actor.require(Permission.AUDIT_READ, Scope.PLATFORM);
        export.write(AuditFilter.of(query), format, out);
    }

    /**
     * Looks at every entry and its place in the chain. For those with {@code AUDIT_READ} on the platform.
     *
     * @param anchor what the chain's end was once, written down elsewhere: the chain must still go through it
     */
    public ChainVerdict verify(Optional<ChainAnchor> anchor, Actor actor) {
        actor.require(Permission.AUDIT_READ, Scope.PLATFORM);
        return chain.verify(anchor);
    }

    /** One thing's feed, such as a VM's, newest first. The scope is the thing's, as its façade told; who may read the thing may read its feed. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> ofTarget(UUID target, Scope scope, Pageable page, Actor actor) {
        return rows.find(target(target, scope, actor), page);
    }

    /** What was done of one thing's feed in some time, newest first. Seen as {@link #ofTarget} is. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> doneTo(UUID target, Scope scope, Instant from, Instant until, Pageable page, Actor actor) {
        return rows.find(target(target, scope, actor).and("a.outcome = 'DONE'").between(from, until), page);
    }

    private static AuditFilter target(UUID target, Scope scope, Actor actor) {
        ProjectId project = scope.project();
        if (project == null) {
            // Entries know their project, not their tenant: what is in no project is for the platform's eyes.
            actor.require(Permission.AUDIT_READ, Scope.PLATFORM);
            return new AuditFilter("a.target_id = ?", List.of(target.toString()));
        }
        actor.require(Permission.PROJECT_READ, Permission.PROJECT_READ, scope, "project");
        return new AuditFilter(OF_TARGET, List.of(target.toString(), project.value(), project.value()));
    }

    /** What was done in a project, newest first. For those with {@code AUDIT_READ} there. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> ofProject(Scope scope, Pageable page, Actor actor) {
        ProjectId project = scope.project();
        if (project == null) {
            throw NotFound.of("project");
        }
        actor.require(Permission.AUDIT_READ, Permission.PROJECT_READ, scope, "project");
        return rows.find(new AuditFilter("a.project_id = ?", List.of(project.value())), page);
    }

    /**
     * What was done in a project, and refused to people who see it, newest first: its people's own feed, for those with
     * {@code PROJECT_READ} there. From where is not told.
     */
    @Transactional(readOnly = true)
    public Page<AuditEntry> activity(Scope scope, Pageable page, Actor actor) {
        ProjectId project = scope.project();
        if (project == null) {
            throw NotFound.of("project");
        }
        actor.require(Permission.PROJECT_READ, Permission.PROJECT_READ, scope, "project");
        return rows.find(new AuditFilter("a.project_id = ?", List.of(project.value())), page);
    }

    /** What the actor did and was refused, newest first: everybody's own activity. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> mine(Pageable page, Actor actor) {
        return rows.find(
                new AuditFilter("a.actor_id = ?", List.of(actor.requireUser().value())), page);
    }
}
