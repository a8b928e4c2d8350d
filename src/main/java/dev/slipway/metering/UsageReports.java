package dev.slipway.metering;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.tenant.Tenants;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who used how much in a month of UTC, and what that costs. The month that goes on is counted up to this moment. */
@Service
public class UsageReports {
    private final MonthlyUsage months;
    private final UsageCsv csv;
    private final Verification verification;
    private final Tenants tenants;

    UsageReports(MonthlyUsage months, UsageCsv csv, Verification verification, Tenants tenants) {
        this.months = months;
        this.csv = csv;
        this.verification = verification;
        this.tenants = tenants;
    }

    /** For those with {@code USAGE_READ} in the project. */
    @Transactional(readOnly = true)
    public UsageReport ofProject(ProjectId project, YearMonth month, Actor actor) {
        tenants.require(project, Permission.USAGE_READ, actor);
        return months.ofProject(project, month);
    }

    /** Each VM that the project paid for in the month, deleted or not. Sorted by {@code name} or a dimension. */
    @Transactional(readOnly = true)
    public Page<VmUsage> vms(ProjectId project, YearMonth month, Pageable page, Actor actor) {
        tenants.require(project, Permission.USAGE_READ, actor);
        return months.vms(project, month, page);
    }

    /** Each project whose usage the actor may read. */
    @Transactional(readOnly = true)
    public Page<PayerUsage> projects(YearMonth month, Pageable page, Actor actor) {
        return months.projects(month, Readable.by(actor), page);
    }

    /** Each tenant whose usage the actor may read as a whole. */
    @Transactional(readOnly = true)
    public Page<PayerUsage> tenants(YearMonth month, Pageable page, Actor actor) {
        return months.tenants(month, Readable.by(actor), page);
    }

    /** {@link #vms} as CSV, however many. */
    public void writeVms(ProjectId project, YearMonth month, Appendable out, Actor actor) throws IOException {
        csv.vms(tenants.require(project, Permission.USAGE_READ, actor), month, out);
    }

    /** {@link #projects} as CSV, however many. */
    public void writeProjects(YearMonth month, Appendable out, Actor actor) throws IOException {
        csv.projects(month, Readable.by(actor), out);
    }

    /**
     * Adds the month's closed hours up anew and compares: what differs, as lines for the operator; empty if all is right.
     * For those with {@code USAGE_READ} on the platform.
     */
    public Verified verify(YearMonth month, Actor actor) {
        actor.require(Permission.USAGE_READ, Scope.PLATFORM);
        List<Instant> hours = months.closedHours(month);
        return new Verified(
                hours.size(),
                hours.stream()
                        .flatMap(h -> verification.differences(h).stream())
                        .toList());
    }
}
