package dev.slipway.ui.network;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.network.HostOffer;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.host.HostPage;
import java.util.List;
import java.util.Optional;

/** Which hosts offer a network, and what the others lack. */
class OffersPanel extends Div {
    private static final int ROWS_SHOWN = 10;

    private final NetworkScreenParts parts;
    private final H2 title = new H2("Hosts");
    private final Table<HostOffer> table = new Table<>();
    private final ActionButton guide;
    private Optional<NetworkView> shown = Optional.empty();

    OffersPanel(NetworkScreenParts parts) {
        this.parts = parts;
        addClassNames("sw-panel", "wide");
        guide = new ActionButton(
                "How to make this bridge", () -> shown.ifPresent(n -> new BridgeGuideDialog(parts, n).open()));
        table.main("Host", OffersPanel::name, o -> new Span(o.words()));
        table.wide("State", o -> StateBadge.of(o.state()));
        table.wide("Offers it", o -> new Span(o.words()));
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.SERVER, "No hosts yet", "Register one to run VMs on this network."));
        add(title, table, guide);
    }

    void show(NetworkView network) {
        shown = Optional.of(network);
        List<HostOffer> offers = parts.networks().offers(network.id(), parts.actor());
        long offering = offers.stream().filter(HostOffer::offers).count();
        title.setText(
                offering + " of " + (offers.size() == 1 ? "1 host offers it" : offers.size() + " hosts offer it"));
        table.setAllRowsVisible(offers.size() <= ROWS_SHOWN);
        table.setItems(offers);
        guide.setVisible(network.kind() == NetworkKind.BRIDGE);
    }

    private static Component name(HostOffer offer) {
        Span mark = new Span(offer.offers() ? VaadinIcon.CHECK_CIRCLE.create() : VaadinIcon.CLOSE_CIRCLE_O.create());
        mark.addClassNames("sw-offer", offer.offers() ? "good" : "bad");
        mark.getElement().setAttribute("aria-label", offer.offers() ? "offers it" : "does not offer it");
        mark.getElement().setAttribute("role", "img");
        return new Span(mark, new RouterLink(offer.name(), HostPage.class, HostPage.of(offer.host())));
    }
}
