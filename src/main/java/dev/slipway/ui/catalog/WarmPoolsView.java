package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Permission;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.Needs;
import dev.slipway.vm.warm.WarmPool;
import jakarta.annotation.security.PermitAll;

/** VMs that run already when somebody launches such a one. */
@Route("admin/warm-pools")
@PageTitle("Warm pools · Slipway")
@PermitAll
@Needs(Permission.HOST_READ)
public class WarmPoolsView extends Page {
    private final WarmPoolParts parts;
    private final Table<WarmPool> table = new Table<>();

    WarmPoolsView(WarmPoolParts parts, LiveScreens live) {
        this.parts = parts;
        fillHeight();
        add(
                new PageHeader(
                        "Warm pools",
                        "VMs that run already, so that a launch of such a one is done in a second or two.",
                        newButton()),
                table);
        table.main("Image and size", WarmPoolsView::name, WarmPoolsView::waiting);
        table.wide("Ready", WarmPoolsView::waiting);
        table.wide("Network", pool -> new Span(pool.names().network()));
        table.wide("Paid by", pool -> new Span(pool.names().payer()));
        table.actions(pool -> new WarmPoolMenu(pool, parts, this::reload));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.BOLT,
                "No warm pools yet",
                "Make one for what is launched often and should be there at once, such as the VMs of a course.",
                newButton()));
        reload();
        live.follow(this, c -> c.topic() == Topic.IMAGE || c.topic() == Topic.VM, changes -> reload());
    }

    private void reload() {
        table.show(parts.pools().list(parts.actor()), WarmPool::id);
    }

    private ActionButton newButton() {
        ActionButton add = new ActionButton(
                "New pool", VaadinIcon.PLUS.create(), () -> new NewWarmPoolDialog(parts, this::reload).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.refuse(parts.whyNotEdit());
        return add;
    }

    private static Div name(WarmPool pool) {
        Div name = new Div(new Span(pool.names().words()));
        pool.failure().ifPresent(why -> {
            Div trouble = new Div(why);
            trouble.addClassNames("sub", "sw-trouble");
            name.add(trouble);
        });
        return name;
    }

    private static Span waiting(WarmPool pool) {
        String coming = pool.coming() == 0 ? "" : ", " + pool.coming() + " coming";
        return new Span(pool.ready() + " of " + pool.wanted() + " ready" + coming);
    }
}
