package dev.slipway.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.Actions;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.component.WholeText;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.ui.vm.VmPage;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;

/** What was done in the project, by its people, administrators and the system, and what is being done. */
@Route("activity")
@PageTitle("Activity · Slipway")
@PermitAll
public class ActivityView extends Page {
    ActivityView(Operations operations, AuditTrail audit, CurrentProject current, Actors actors, LiveScreens live) {
        fillHeight();
        add(new PageHeader(
                "Activity",
                "What was done "
                        + current.get().map(p -> "in " + p.words() + " ").orElse("")
                        + "by its people, administrators and the" + " system; and what goes on."));
        current.get().ifPresentOrElse(project -> show(operations, audit, project, actors, live), () -> add(nothing()));
    }

    private void show(Operations operations, AuditTrail audit, ProjectView project, Actors actors, LiveScreens live) {
        PagedRows<AuditEntry> entries =
                new PagedRows<>(page -> audit.activity(project.scope(), page, actors.current()), AuditEntry::id);
        OperationsTable goingOn =
                new OperationsTable(page -> operations.list(project.id(), page, actors.current()), nothing());
        TabSheet sheets = new TabSheet();
        sheets.addClassName("sw-tabs");
        sheets.add("What was done", feed(entries));
        sheets.add("Operations", goingOn);
        sheets.setSizeFull();
        add(sheets);
        live.follow(this, c -> project.id().equals(c.project()), changes -> {
            entries.refreshAll();
            goingOn.reload();
        });
    }

    private static Table<AuditEntry> feed(PagedRows<AuditEntry> entries) {
        Table<AuditEntry> table = new Table<>();
        table.main("What", ActivityView::what, e -> new Span(e.actor() + " · " + e.detail()))
                .setWidth("16rem");
        table.wide("Outcome", e -> e.refused() ? StateBadge.refused() : new Span("Done"));
        table.wide("Detail", e -> new WholeText(e.detail()))
                .setAutoWidth(false)
                .setWidth("20rem")
                .setFlexGrow(3);
        table.wide("Who", e -> new Span(e.actor()));
        table.wide("When", e -> new TimeAgo(e.at()));
        table.setItems(entries);
        table.setEmptyStateComponent(nothing());
        table.setSizeFull();
        return table;
    }

    private static Component what(AuditEntry entry) {
        Div what = new Div(new Span(Actions.words(entry.action()) + " "));
        String id = entry.targetId();
        if (entry.targetType().equals("vm") && id != null && !entry.targetName().isEmpty()) {
            what.add(new RouterLink(entry.targetName(), VmPage.class, VmPage.of(new VmId(UUID.fromString(id)))));
        } else {
            what.add(new Span(entry.targetName()));
        }
        return what;
    }

    private static EmptyState nothing() {
        return new EmptyState(VaadinIcon.TIME_BACKWARD, "Nothing yet", "Launches, starts and deletions show here.");
    }
}
