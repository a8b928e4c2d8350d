package dev.slipway.ui.tenant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.TenantId;
import dev.slipway.live.Topic;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;

/** All tenants: how many people and projects, what they use, whether they are suspended. */
@Route("admin/tenants")
@PageTitle("Tenants · Slipway")
@PermitAll
@Needs(Permission.TENANT_READ)
public class TenantsView extends Page {
    /** Any charge of any tenant shows here. */
    private static final Duration EVERYBODYS = Duration.ofSeconds(1);

    private final TenantRegister tenants;
    private final QuotaLevels quota;
    private final QuotaTemplates templates;
    private final Actors actors;
    private final Map<TenantId, Amounts> used = new HashMap<>();
    private String search = "";

    TenantsView(TenantRegister tenants, QuotaLevels quota, QuotaTemplates templates, Actors actors, LiveScreens live) {
        this.templates = templates;
        this.tenants = tenants;
        this.quota = quota;
        this.actors = actors;
        fillHeight();
        PagedRows<TenantView> rows = new PagedRows<>(this::page, TenantView::id);
        Table<TenantView> table = new Table<>();
        add(
                new PageHeader("Tenants", "The organisations that use this portal.", Shortcut.on("n", open())),
                toolbar(rows),
                table);
        table.main("Name", TenantsView::name, TenantsView::state);
        table.wide("State", TenantsView::state);
        table.wide("People", t -> new Span(Long.toString(t.people())));
        table.wide("Projects", t -> new Span(Long.toString(t.projects())));
        table.wide("In use", this::inUse);
        table.setItems(rows);
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.BUILDING, "No tenant to show", "If you searched, nothing matches."));
        live.follow(
                this,
                EVERYBODYS,
                c -> c.topic() == Topic.PROJECT || c.topic() == Topic.QUOTA && c.project() == null,
                changes -> rows.refreshAll());
    }

    private org.springframework.data.domain.Page<TenantView> page(PageRequest page) {
        var found = tenants.list(Optional.of(search), page, actors.current());
        var amounts = quota.used(found.map(TenantView::id).getContent(), actors.current());
        found.forEach(t -> used.put(t.id(), amounts.getOrDefault(t.id(), Amounts.NONE)));
        return found;
    }

    private ActionButton open() {
        ActionButton open = new ActionButton(
                "New tenant", VaadinIcon.PLUS.create(), () -> new NewTenantDialog(tenants, templates, actors).open());
        open.addThemeName("primary");
        open.refuse(actors.current().whyNot(Permission.TENANT_EDIT, Scope.PLATFORM));
        return open;
    }

    private Div toolbar(PagedRows<TenantView> rows) {
        var field = new SearchField("Search tenants", "Search name", words -> {
            search = words;
            rows.refreshAll();
        });
        Div toolbar = new Div(Shortcut.on("/", field));
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }

    private static Component name(TenantView tenant) {
        return new RouterLink(tenant.name(), TenantPage.class, TenantPage.of(tenant.id()));
    }

    private static Component state(TenantView tenant) {
        return StateBadge.suspended(tenant.suspension().isPresent());
    }

    private Component inUse(TenantView tenant) {
        Amounts amounts = used.getOrDefault(tenant.id(), Amounts.NONE);
        return new Span(
                amounts.vms() == 0
                        ? "–"
                        : amounts.vms() + (amounts.vms() == 1 ? " VM · " : " VMs · ") + amounts.vcpus() + " vCPUs · "
                                + Sizing.mib(amounts.memoryMib()) + " memory");
    }
}
