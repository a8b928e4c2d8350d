package dev.slipway.ui.network;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Permission;
import dev.slipway.live.Topic;
import dev.slipway.network.NetworkView;
import dev.slipway.network.PoolView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.stream.Collectors;

/** The logical networks and what they are on hosts. */
@Route("admin/networks")
@PageTitle("Networks · Slipway")
@PermitAll
@Needs(Permission.NETWORK_READ)
public class NetworksView extends Page {
    private final NetworkScreenParts parts;
    private final Table<NetworkView> table = new Table<>();

    NetworksView(NetworkScreenParts parts) {
        this.parts = parts;
        fillHeight();
        add(
                new PageHeader(
                        "Networks",
                        "What a VM is plugged into. Hosts that lack a network are not given VMs on it.",
                        new ActionButton("How to make a bridge", () -> new BridgeGuideDialog(parts, "br0").open()),
                        Shortcut.on("n", newButton())),
                table);
        table.main("Name", NetworksView::name, n -> new Span(n.words()));
        table.wide("On hosts", n -> new Span(n.words()));
        table.wide("Addresses", this::addresses);
        table.wide("For", n -> new Span(n.restricted() ? "Some tenants" : "Every tenant"));
        table.wide("Anti-spoofing", n -> new Span(n.filtered() ? "On" : "Off"));
        table.actions(network -> new NetworkRowActions(network, parts, this::reload));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.CONNECT, "No networks yet", "Nothing can be launched without one.", newButton()));
        reload();
        parts.live().follow(this, c -> c.topic() == Topic.VM, changes -> reload());
    }

    private void reload() {
        table.setItems(parts.networks().list(parts.actor()));
    }

    private ActionButton newButton() {
        ActionButton make = new ActionButton(
                "New network", VaadinIcon.PLUS.create(), () -> new NetworkDialog(parts, this::reload).open());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.refuse(parts.whyNotEdit());
        return make;
    }

    private static Component name(NetworkView network) {
        Span about = new Span(network.description());
        about.addClassName("sw-quiet");
        return new Div(new Div(new RouterLink(network.name(), NetworkPage.class, NetworkPage.of(network.id()))), about);
    }

    private Span addresses(NetworkView network) {
        String pools = parts.pools().list(network.id(), parts.actor()).stream()
                .map(PoolView::usage)
                .collect(Collectors.joining(", "));
        return new Span(pools.isEmpty() ? "By DHCP" : pools);
    }
}
