package dev.slipway.ui.tenant;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;

/** The way to the page of the tenant that the current project belongs to. */
@Route("tenant")
@PageTitle("Tenant · Slipway")
@PermitAll
@Needs(value = Permission.TENANT_READ, anywhere = true)
public class MyTenantView extends Page implements BeforeEnterObserver {
    private final CurrentProject current;
    private final Actors actors;

    MyTenantView(CurrentProject current, Actors actors) {
        this.current = current;
        this.actors = actors;
        add(new EmptyState(
                VaadinIcon.BUILDING,
                "Not your tenant to run",
                "You administer another tenant than the one chosen above. Choose one of yours there."));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        current.get()
                .filter(project -> actors.current().can(Permission.TENANT_READ, project.scope()))
                .ifPresent(project -> event.forwardTo(TenantPage.class, TenantPage.of(project.tenant())));
    }
}
