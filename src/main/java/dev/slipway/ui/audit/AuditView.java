package dev.slipway.ui.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.ui.component.Actions;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;

/** Every change and every refusal, newest first. */
@Route("admin/audit")
@Menu(title = "Audit", order = 140, icon = "vaadin:records")
@PageTitle("Audit · Slipway")
@PermitAll
@Needs(Permission.AUDIT_READ)
public class AuditView extends Page {
    AuditView(AuditTrail audit, Actors actors) {
        fillHeight();
        Table<AuditEntry> table = new Table<>();
        table.main("What", AuditView::what, e -> new Span(e.actor()));
        table.wide("Outcome", AuditView::outcome);
        table.wide("Detail", e -> new Span(e.detail())).setFlexGrow(3).setAutoWidth(false);
        table.wide("Who", e -> new Span(e.actor()));
        table.wide("From", e -> new Span(e.origin()));
        table.wide("When", e -> new TimeAgo(e.at()));
        table.setItems(new PagedRows<>(page -> audit.all(page, actors.current()), e -> e));
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.RECORDS, "Nothing yet", "Each change and each refusal shows here."));
        add(new PageHeader("Audit", "Every change and every refusal: who, from where, what, on what."), table);
    }

    /** Only refusals stand out. */
    private static Span outcome(AuditEntry entry) {
        return entry.refused() ? StateBadge.refused() : new Span("Done");
    }

    private static Div what(AuditEntry entry) {
        Span target = new Span(" " + entry.targetName());
        target.addClassName("sw-strong");
        return new Div(new Span(Actions.words(entry.action())), target);
    }
}
