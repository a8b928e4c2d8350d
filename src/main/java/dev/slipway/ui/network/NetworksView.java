package dev.slipway.ui.network;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;

/** The logical networks and what they are on hosts. */
@Route("admin/networks")
@Menu(title = "Networks", order = 120, icon = "vaadin:connect")
@PageTitle("Networks · Slipway")
@PermitAll
@Needs(Permission.NETWORK_READ)
public class NetworksView extends Page {
    private final Networks networks;
    private final Actors actors;
    private final Table<NetworkView> table = new Table<>();

    NetworksView(Networks networks, Actors actors) {
        this.networks = networks;
        this.actors = actors;
        fillHeight();
        add(
                new PageHeader(
                        "Networks",
                        "What a VM is plugged into. Hosts that lack a network are not given VMs on it.",
                        Shortcut.on("n", registerButton())),
                table);
        table.main("Name", n -> new Span(n.name()), n -> new Span(source(n)));
        table.wide("Description", n -> new Span(n.description()));
        table.wide("On hosts", n -> new Span(source(n)));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.CONNECT, "No networks yet", "Nothing can be launched without one.", registerButton()));
        reload();
    }

    private void reload() {
        table.setItems(networks.list(actors.current()));
    }

    private Button registerButton() {
        ActionButton register = new ActionButton(
                "Register network",
                VaadinIcon.PLUS.create(),
                () -> new RegisterNetworkDialog(networks, actors, this::reload).open());
        register.addThemeVariants(ButtonVariant.PRIMARY);
        register.refuse(actors.current().whyNot(Permission.NETWORK_EDIT, Scope.PLATFORM));
        return register;
    }

    private static String source(NetworkView network) {
        return RegisterNetworkDialog.words(network.kind()) + " " + network.source();
    }
}
