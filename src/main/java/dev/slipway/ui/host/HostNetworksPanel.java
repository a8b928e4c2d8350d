package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.host.HostNetwork;
import dev.slipway.host.HostNetworks;
import dev.slipway.host.HostWiring;
import dev.slipway.identity.Actors;
import dev.slipway.vm.fleet.HostLoad;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** The bridges and networks that a host really has. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(27)
class HostNetworksPanel extends HostPanel {
    private final HostNetworks networks;
    private final Actors actors;

    HostNetworksPanel(HostNetworks networks, Actors actors) {
        super("Bridges and networks");
        addClassName("wide");
        this.networks = networks;
        this.actors = actors;
    }

    @Override
    void show(HostLoad load) {
        clear();
        HostWiring wiring = networks.of(load.host().id(), actors.current());
        if (wiring.networks().isEmpty()) {
            add(new Paragraph("None: nothing can be plugged in there. Networks ▸ How to make a bridge says how."));
        }
        wiring.networks().forEach(network -> add(row(network)));
        add(new Paragraph(wiring.filtersGuests()
                .map(can -> can
                        ? "Guests can be held to their own addresses there."
                        : "Guests cannot be held to their own addresses there: the check list says what mends it.")
                .orElse("Whether guests can be held to their own addresses is not known yet.")));
    }

    private static Component row(HostNetwork network) {
        Span about = new Span((network.isBridge() ? "bridge" : "libvirt network")
                + (network.about().isEmpty() ? "" : " · " + network.about())
                + (network.ready() ? "" : " · not started"));
        about.addClassName("sw-quiet");
        Div row = new Div(new Div(new Div(new Span(network.name())), about));
        row.addClassName("sw-panel-row");
        return row;
    }
}
