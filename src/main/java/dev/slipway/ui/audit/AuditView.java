package dev.slipway.ui.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditFormat;
import dev.slipway.audit.AuditTrail;
import dev.slipway.audit.ChainVerdict;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.tenant.Tenants;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Actions;
import dev.slipway.ui.component.DownloadLink;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.component.WholeText;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import java.util.Optional;

/** Every change and every refusal, newest first; to search, to take along, and to prove that nobody changed it. */
@Route("admin/audit")
@PageTitle("Audit · Slipway")
@PermitAll
@Needs(Permission.AUDIT_READ)
public class AuditView extends Page {
    private final AuditTrail audit;
    private final Actors actors;
    private final AuditFilters filters;
    private final PagedRows<AuditEntry> rows;
    private final Span verdict = new Span();

    AuditView(AuditTrail audit, Tenants tenants, Actors actors) {
        this.audit = audit;
        this.actors = actors;
        AuditFilters chosen = new AuditFilters(tenants.projects(actors.current()), this::search);
        this.filters = chosen;
        this.rows = new PagedRows<>(page -> audit.search(chosen.query(), page, actors.current()), AuditEntry::id);
        fillHeight();
        verdict.addClassName("sw-verdict");
        verdict.getElement().setAttribute("role", "status");
        Div toolbar = new Div(
                export("CSV", AuditFormat.CSV),
                export("JSON", AuditFormat.JSON),
                new ActionButton("Verify", () -> show(audit.verify(Optional.empty(), actors.current()))),
                verdict);
        toolbar.addClassName("sw-toolbar");
        add(
                new PageHeader("Audit", "Every change and every refusal: who, from where, what, on what."),
                filters,
                toolbar,
                table());
    }

    private Table<AuditEntry> table() {
        Table<AuditEntry> table = new Table<>();
        table.main("What", AuditView::what, e -> new Span(e.actor())).setWidth("16rem");
        table.wide("Outcome", AuditView::outcome);
        table.wide("Detail", e -> new WholeText(e.detail()))
                .setAutoWidth(false)
                .setWidth("20rem")
                .setFlexGrow(3);
        table.wide("Who", e -> new Span(e.actor()));
        table.wide("From", e -> new Span(e.origin()));
        table.wide("When", e -> new TimeAgo(e.at()));
        table.setItems(rows);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.RECORDS, "Nothing to show", "Each change and each refusal that fits shows here."));
        return table;
    }

    private void search() {
        rows.refreshAll();
    }

    private void show(ChainVerdict found) {
        verdict.setText(found.sentence());
        verdict.setClassName("sw-verdict-bad", !found.isIntact());
    }

    private DownloadLink export(String words, AuditFormat format) {
        return new DownloadLink(
                words,
                format.mediaType(),
                () -> "audit." + format.name().toLowerCase(Locale.ROOT),
                out -> audit.export(filters.query(), format, out, actors.current()));
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
