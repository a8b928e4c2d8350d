package dev.slipway.metering;

import dev.slipway.kernel.Csv;
import dev.slipway.quota.Dimension;
import dev.slipway.tenant.ProjectView;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** Usage as CSV: hours with three decimals, moments in UTC, one line a VM or project; read page by page. */
@Component
class UsageCsv {
    private static final int PAGE = 500;

    private final MonthlyUsage months;

    UsageCsv(MonthlyUsage months) {
        this.months = months;
    }

    void vms(ProjectView project, YearMonth month, Appendable out) throws IOException {
        UsageReport report = months.ofProject(project.id(), month);
        out.append(line(List.of("from_utc", "until_utc", "tenant", "project", "vm_id", "vm"), Metered.HEADER));
        write(
                page -> months.vms(project.id(), month, page),
                v -> line(
                        List.of(
                                report.from(),
                                report.until(),
                                project.tenantName(),
                                project.name(),
                                v.vm().value(),
                                v.name()),
                        Metered.cells(v.used(), v.cost())),
                out);
    }

    void projects(YearMonth month, Readable readable, Appendable out) throws IOException {
        out.append(line(List.of("month_utc", "tenant_id", "tenant", "project_id", "project"), Metered.HEADER));
        write(
                page -> months.projects(month, readable, page),
                p -> line(
                        List.of(
                                month,
                                p.tenant().value(),
                                p.tenantName(),
                                p.project().orElseThrow().value(),
                                p.projectName()),
                        Metered.cells(p.used(), p.cost())),
                out);
    }

    private static <T> void write(Function<Pageable, Page<T>> read, Function<T, String> line, Appendable out)
            throws IOException {
        Page<T> page;
        Pageable next = PageRequest.of(0, PAGE);
        do {
            page = read.apply(next);
            for (T row : page) {
                out.append(line.apply(row));
            }
            next = next.next();
        } while (page.hasNext());
    }

    private static String line(List<?> first, List<?> then) {
        List<Object> cells = new ArrayList<>(first);
        cells.addAll(then);
        return Csv.line(cells.toArray());
    }

    /** The columns that all have. */
    private static final class Metered {
        static final List<String> HEADER = List.of(
                "vm_hours",
                "vcpu_hours",
                "memory_gib_hours",
                "disk_gib_hours",
                "running_vcpu_hours",
                "running_memory_gib_hours",
                "cost",
                "currency");

        private Metered() {}

        /** In a month whose prices changed their currency, costs and currencies stand side by side in their cells. */
        static List<Object> cells(Consumption used, List<Cost> cost) {
            List<Object> cells = new ArrayList<>(Arrays.stream(Dimension.values())
                    .map(used::hours)
                    .map(h -> (Object) h.toPlainString())
                    .toList());
            cells.add(cost.stream().map(c -> c.amount().toPlainString()).collect(Collectors.joining(" + ")));
            cells.add(cost.stream().map(Cost::currency).collect(Collectors.joining(" + ")));
            return cells;
        }
    }
}
