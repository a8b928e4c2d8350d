package dev.slipway.ui.tenant;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import dev.slipway.live.Topic;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** One tenant: its state, what it uses, its projects, who administers it. */
@Route("tenant/:tenant")
@PermitAll
@Needs(value = Permission.TENANT_READ, anywhere = true)
public class TenantPage extends Page implements BeforeEnterObserver, HasDynamicTitle {
    private final TenantRegister tenants;
    private final Actors actors;
    private final TenantActions actions;
    private final TenantLimitsPanel limits;
    private final LeasePolicyPanel leases;
    private final ProjectsPanel projects;
    private final AdministratorsPanel administrators;
    private final Div head = new Div();
    private volatile Optional<TenantView> shown = Optional.empty();

    TenantPage(
            TenantRegister tenants,
            Actors actors,
            TenantActions actions,
            TenantLimitsPanel limits,
            LeasePolicyPanel leases,
            ProjectsPanel projects,
            AdministratorsPanel administrators,
            LiveScreens live) {
        this.tenants = tenants;
        this.actors = actors;
        this.actions = actions;
        this.limits = limits;
        this.leases = leases;
        this.projects = projects;
        this.administrators = administrators;
        Div column = new Div(administrators, leases);
        column.addClassName("sw-column");
        Div columns = new Div(projects, column);
        columns.addClassName("sw-columns");
        add(head, limits, columns);
        live.follow(
                this,
                c -> c.topic() == Topic.PROJECT
                        || c.topic() == Topic.QUOTA
                                && shown.filter(t -> t.id().value().equals(c.id()))
                                        .isPresent(),
                changes -> reload());
    }

    /** The address of a tenant's page. */
    public static RouteParameters of(TenantId tenant) {
        return new RouteParameters("tenant", tenant.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String tenant = event.getRouteParameters().get("tenant").orElse("");
        show(tenants.get(TenantId.parse(tenant), actors.current()));
    }

    @Override
    public String getPageTitle() {
        return shown.map(TenantView::name).orElse("Tenant") + " · Slipway";
    }

    private void reload() {
        shown.ifPresent(tenant -> {
            try {
                show(tenants.get(tenant.id(), actors.current()));
            } catch (NotFound e) {
                getUI().ifPresent(ui -> ui.navigate(""));
            }
        });
    }

    private void show(TenantView tenant) {
        shown = Optional.of(tenant);
        head.removeAll();
        head.add(new PageHeader(tenant.name(), people(tenant), actions.of(tenant)));
        Div state = new Div(StateBadge.suspended(tenant.suspension().isPresent()));
        state.addClassName("sw-tenant-state");
        tenant.suspension()
                .ifPresent(s -> state.add(new Paragraph(
                        s.sentence(tenant.name()) + " VMs: " + s.vms().words() + ".")));
        head.add(state);
        limits.show(tenant);
        leases.show(tenant);
        projects.show(tenant);
        administrators.show(tenant);
    }

    private static String people(TenantView tenant) {
        return tenant.people() == 1 ? "1 person" : tenant.people() + " people";
    }
}
