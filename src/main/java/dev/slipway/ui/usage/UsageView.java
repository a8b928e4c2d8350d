package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.live.Topic;
import dev.slipway.metering.Prices;
import dev.slipway.metering.UsageReport;
import dev.slipway.metering.UsageReports;
import dev.slipway.metering.VmUsage;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.DownloadLink;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** What the project used in a month, and what that costs. */
@Route("usage")
@PageTitle("Usage · Slipway")
@PermitAll
public class UsageView extends Page {
    private final UsageReports usage;
    private final Actors actors;
    private final MonthSelect month;
    private final UsageTotals totals = new UsageTotals();
    private final UsagePlot plot = new UsagePlot();
    private final Span counted = new Span();

    UsageView(UsageReports usage, Prices prices, CurrentProject current, Actors actors, LiveScreens live, Clock clock) {
        this.usage = usage;
        this.actors = actors;
        this.month = new MonthSelect(clock);
        current.get()
                .ifPresentOrElse(
                        project -> build(
                                project,
                                current.all().size() > 1,
                                !prices.all(actors.current()).isEmpty(),
                                live),
                        () -> add(new EmptyState(
                                VaadinIcon.CHART,
                                "Nobody has added you yet",
                                "Ask the manager of your team, or an administrator, to add you.")));
    }

    private void build(ProjectView project, boolean several, boolean priced, LiveScreens live) {
        PagedRows<VmUsage> rows =
                new PagedRows<>(page -> usage.vms(project.id(), month.getValue(), page, actors.current()), VmUsage::vm);
        counted.addClassName("count");
        Div toolbar = new Div(month, download(project));
        if (several) {
            toolbar.add(new RouterLink("All together", ProjectsUsageView.class));
        }
        toolbar.add(counted);
        toolbar.addClassName("sw-toolbar");
        add(
                new PageHeader(
                        "Usage",
                        "What " + project.words() + " was charged for, by hours. Months and days are those of UTC."),
                toolbar,
                totals,
                plot,
                new UsageTable(rows, priced));
        month.addValueChangeListener(e -> {
            show(project);
            rows.refreshAll();
        });
        show(project);
        live.follow(this, c -> c.topic() == Topic.VM && project.id().equals(c.project()), changes -> {
            show(project);
            rows.refreshAll();
        });
    }

    private void show(ProjectView project) {
        UsageReport report = usage.ofProject(project.id(), month.getValue(), actors.current());
        totals.show(report.total(), report.cost());
        plot.show(report.days());
        counted.removeAll();
        counted.add(new Span("Counted up to "), new TimeAgo(report.until()));
    }

    private DownloadLink download(ProjectView project) {
        return new DownloadLink(
                "Download CSV",
                "text/csv",
                () -> "usage-" + (project.alone() ? project.tenantName() : project.name()) + "-" + month.getValue()
                        + ".csv",
                out -> usage.writeVms(project.id(), month.getValue(), out, actors.current()));
    }
}
