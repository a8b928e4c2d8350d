package dev.slipway.ui.network;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Topic;
import dev.slipway.network.NetworkView;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ReachDialog;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One network: what it is, who may use it, its addresses, which hosts offer it, and the VMs on it. */
@Route("admin/networks/:network")
@PermitAll
@Needs(Permission.NETWORK_READ)
public class NetworkPage extends Page implements BeforeEnterObserver, HasDynamicTitle {
    private static final Duration GATHER = Duration.ofMillis(500);

    private final NetworkScreenParts parts;
    private final Parts head = new Parts("sw-page-header");
    private final Parts facts = new Parts("sw-panel");
    private final PoolsPanel pools;
    private final OffersPanel offers;
    private final NetworkVmsPanel vms;
    private Optional<NetworkView> shown = Optional.empty();

    NetworkPage(NetworkScreenParts parts) {
        this.parts = parts;
        pools = new PoolsPanel(parts, this::reload);
        offers = new OffersPanel(parts);
        vms = new NetworkVmsPanel(parts);
        Div columns = new Div(facts, pools, offers, vms);
        columns.addClassNames("sw-columns", "sw-network-panels");
        add(head, columns);
        parts.live().follow(this, GATHER, c -> c.topic() == Topic.HOST || c.topic() == Topic.VM, changes -> reload());
    }

    /** The address of a network's page. */
    public static RouteParameters of(NetworkId network) {
        return new RouteParameters("network", network.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String network = event.getRouteParameters().get("network").orElse("");
        show(parts.networks().get(NetworkId.parse(network), parts.actor()));
    }

    @Override
    public String getPageTitle() {
        return shown.map(NetworkView::name).orElse("Network") + " · Slipway";
    }

    private void reload() {
        shown.ifPresent(network -> {
            try {
                show(parts.networks().get(network.id(), parts.actor()));
            } catch (NotFound e) {
                leave();
            }
        });
    }

    private void leave() {
        getUI().ifPresent(ui -> ui.navigate(NetworksView.class));
    }

    private void show(NetworkView network) {
        shown = Optional.of(network);
        head.show(List.of(Part.of("titles", network, NetworkPage::titles), Part.of("actions", network, this::actions)));
        facts.show(List.of(Part.of("title", "Facts", H2::new), Part.of("facts", network, this::facts)));
        pools.show(network);
        offers.show(network);
        vms.show(network);
    }

    private static Div titles(NetworkView network) {
        RouterLink back = new RouterLink("← Networks", NetworksView.class);
        back.addClassName("sw-back");
        Div titles = new Div(back, new H1(network.name()));
        if (!network.description().isEmpty()) {
            titles.add(new Paragraph(network.description()));
        }
        titles.addClassName("titles");
        return titles;
    }

    private Div actions(NetworkView network) {
        List<ActionButton> buttons = List.of(
                new ActionButton("Edit", () -> new NetworkDialog(network, parts, this::reload).open()),
                new ActionButton("Who may use it", () -> new NetworkReachDialog(network, parts, this::reload).open()),
                new ActionButton("Delete", () -> NetworkRowActions.confirmDelete(network, parts, this::leave)));
        Div actions = new Div();
        actions.addClassName("actions");
        buttons.forEach(button -> {
            button.refuse(parts.whyNotEdit());
            actions.add(button);
        });
        return actions;
    }

    private Facts facts(NetworkView network) {
        Facts facts = new Facts().with("On hosts", network.words());
        if (network.kind().isMade()) {
            facts.with("Called there", network.onHosts().name());
        }
        return facts.with("Reaches", reach(network))
                .with(
                        "Anti-spoofing",
                        network.filtered()
                                ? "On: guests send in the name of their own addresses only"
                                : "Off: guests can pretend to be others")
                .with("For", tenants(network));
    }

    private static String reach(NetworkView network) {
        return switch (network.kind()) {
            case BRIDGE, LIBVIRT_NETWORK -> "Whatever it leads to; VMs on several hosts, if the hosts join it";
            case NAT -> "The world, behind each host's address; VMs on the same host";
            case ISOLATED -> "VMs on the same host, and that host";
        };
    }

    private String tenants(NetworkView network) {
        if (!network.restricted()) {
            return "Every tenant";
        }
        String names = ReachDialog.living(
                        parts.networks().tenants(network.id(), parts.actor()), parts.tenants(), parts.actor())
                .map(TenantView::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "Nobody: the tenants that might use it are deleted" : names;
    }
}
