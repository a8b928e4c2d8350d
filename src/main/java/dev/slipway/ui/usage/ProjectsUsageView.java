package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.metering.Prices;
import dev.slipway.metering.UsageReports;
import dev.slipway.ui.component.DownloadLink;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** What each project used whose usage the person may read: for tenant administrators above all. */
@Route("usage/all")
@PageTitle("All usage · Slipway")
@PermitAll
public class ProjectsUsageView extends Page {
    ProjectsUsageView(UsageReports usage, Prices prices, Actors actors, Clock clock) {
        fillHeight();
        MonthSelect month = new MonthSelect(clock);
        PayersTable table = new PayersTable(
                page -> usage.projects(month.getValue(), page, actors.current()),
                !prices.all(actors.current()).isEmpty());
        month.addValueChangeListener(e -> table.reload());
        DownloadLink download = new DownloadLink(
                "Download CSV",
                "text/csv",
                () -> "usage-all-" + month.getValue() + ".csv",
                out -> usage.writeProjects(month.getValue(), out, actors.current()));
        Div toolbar = new Div(month, download, new RouterLink("One by one", UsageView.class));
        toolbar.addClassName("sw-toolbar");
        add(new PageHeader("All usage", "Everybody whose usage you may read."), toolbar, table);
    }
}
