package dev.slipway.metering;

import dev.slipway.kernel.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** Months of usage with their costs. The month that goes on is counted up to this moment. */
@Component
class MonthlyUsage {
    private final UsageRows rows;
    private final HourRows hours;
    private final Costs costs;
    private final Clock clock;

    MonthlyUsage(UsageRows rows, HourRows hours, Costs costs, Clock clock) {
        this.rows = rows;
        this.hours = hours;
        this.costs = costs;
        this.clock = clock;
    }

    UsageReport ofProject(ProjectId project, YearMonth month) {
        Span span = span(month);
        return new UsageReport(
                month,
                span.from(),
                span.until(),
                rows.ofProject(project, span),
                costs.of(span, part -> rows.ofProject(project, part)),
                days(project, span));
    }

    /** The closed days in one go; the day that hours are still added to, and those after it, one by one. */
    private List<UsageReport.Day> days(ProjectId project, Span span) {
        LocalDate open = date(span.closed());
        List<UsageReport.Day> days =
                new ArrayList<>(rows.closedDays(project, span.within(span.from(), midnight(open))));
        for (LocalDate day = open; midnight(day).isBefore(span.until()); day = day.plusDays(1)) {
            Consumption used = rows.ofProject(project, span.within(midnight(day), midnight(day.plusDays(1))));
            if (!used.isNothing()) {
                days.add(new UsageReport.Day(day, used));
            }
        }
        return days;
    }

    Page<VmUsage> vms(ProjectId project, YearMonth month, Pageable page) {
        Span span = span(month);
        Page<VmUsage> found = rows.vms(project, span, page);
        List<UUID> ids = found.stream().map(v -> v.vm().value()).toList();
        Map<UUID, List<Cost>> cost = costs.of(span, ids, part -> rows.vms(project, part, ids));
        return found.map(v -> new VmUsage(v.vm(), v.name(), v.used(), cost.getOrDefault(v.vm().value(), List.of())));
    }

    Page<PayerUsage> projects(YearMonth month, Readable readable, Pageable page) {
        return payers("project_id", month, page, readable);
    }

    Page<PayerUsage> tenants(YearMonth month, Readable readable, Pageable page) {
        return payers("tenant_id", month, page, readable.wholeTenants());
    }

    private Page<PayerUsage> payers(String by, YearMonth month, Pageable page, Readable readable) {
        Span span = span(month);
        Page<PayerUsage> found = rows.payers(by, span, readable, page);
        List<UUID> ids = found.stream().map(MonthlyUsage::id).toList();
        Map<UUID, List<Cost>> cost = costs.of(span, ids, part -> rows.payers(by, part, readable, ids));
        return found.map(p -> new PayerUsage(
                p.tenant(),
                p.tenantName(),
                p.project(),
                p.projectName(),
                p.used(),
                cost.getOrDefault(id(p), List.of())));
    }

    private static UUID id(PayerUsage usage) {
        return usage.project().map(ProjectId::value).orElse(usage.tenant().value());
    }

    /** The hours of the month that are added up. */
    List<Instant> closedHours(YearMonth month) {
        Span span = span(month);
        Instant first = hours.firstHour().filter(h -> h.isAfter(span.from())).orElse(span.from());
        return Stream.iterate(first, h -> h.isBefore(span.closed()), h -> h.plus(HourRows.HOUR))
                .toList();
    }

    private Span span(YearMonth month) {
        Instant now = clock.instant();
        Instant end = Months.end(month);
        return Span.of(Months.start(month), now.isBefore(end) ? now : end, hours.closedUntil());
    }

    private static LocalDate date(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
