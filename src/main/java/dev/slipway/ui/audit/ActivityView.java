package dev.slipway.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.ui.vm.VmPage;
import jakarta.annotation.security.PermitAll;

/** What is being done in the project and what was, newest first. */
@Route("activity")
@Menu(title = "Activity", order = 50, icon = "vaadin:time-backward")
@PageTitle("Activity · Slipway")
@PermitAll
public class ActivityView extends Page {
    ActivityView(Operations operations, CurrentProject current, Actors actors, LiveScreens live) {
        fillHeight();
        add(new PageHeader("Activity", "What is being done in this project, and what was."));
        current.get().ifPresentOrElse(project -> show(operations, project, actors, live), () -> add(nothing()));
    }

    private void show(Operations operations, ProjectView project, Actors actors, LiveScreens live) {
        Table<OperationView> table = new Table<>();
        PagedRows<OperationView> rows =
                new PagedRows<>(page -> operations.list(project.id(), page, actors.current()), OperationView::id);
        table.main("What", ActivityView::what, o -> StateBadge.of(o.state()));
        table.wide("State", o -> StateBadge.of(o.state()));
        table.wide("How it goes", o -> new Span(howItGoes(o))).setFlexGrow(3).setAutoWidth(false);
        table.wide("Asked by", o -> new Span(o.requestedBy()));
        table.wide("When", o -> new TimeAgo(o.requestedAt()));
        table.setItems(rows);
        table.setEmptyStateComponent(nothing());
        add(table);
        live.follow(
                this,
                c -> c.topic() == Topic.OPERATION && project.id().equals(c.project()),
                changes -> rows.refreshAll());
    }

    /** The state says it already when all went well. */
    private static String howItGoes(OperationView operation) {
        return operation.state() == OperationState.DONE
                ? ""
                : operation.problem().orElse(operation.message());
    }

    private static Component what(OperationView operation) {
        String words = operation.title() + " " + operation.targetName();
        return operation.targetType().equals("vm")
                ? new RouterLink(words, VmPage.class, VmPage.of(new VmId(operation.target())))
                : new Span(words);
    }

    private static EmptyState nothing() {
        return new EmptyState(VaadinIcon.TIME_BACKWARD, "Nothing yet", "Launches, starts and deletions show here.");
    }
}
