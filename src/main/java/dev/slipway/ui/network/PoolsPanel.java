package dev.slipway.ui.network;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.network.NetworkView;
import dev.slipway.network.PoolView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.session.Messages;
import java.util.List;

/** The pools of a network and how much of each is used. */
class PoolsPanel extends Div {
    private final NetworkScreenParts parts;
    private final Runnable changed;

    PoolsPanel(NetworkScreenParts parts, Runnable changed) {
        this.parts = parts;
        this.changed = changed;
        addClassName("sw-panel");
    }

    void show(NetworkView network) {
        removeAll();
        add(new H2("Addresses"));
        List<PoolView> pools = parts.pools().list(network.id(), parts.actor());
        if (pools.isEmpty()) {
            add(new Paragraph("Guests ask for theirs by DHCP. With a pool, each VM is given one of its own."));
        }
        pools.forEach(pool -> add(row(network, pool)));
        ActionButton add = new ActionButton(
                "Add addresses", VaadinIcon.PLUS.create(), () -> new PoolDialog(network, parts, changed).open());
        add.refuse(parts.whyNotEdit());
        add(add);
    }

    private Component row(NetworkView network, PoolView pool) {
        Div words = new Div(
                new Div(new Span(pool.cidr() + " · " + pool.usage())),
                quiet("gives out " + pool.ranges()),
                quiet(pool.gateway().map(g -> "gateway " + g).orElse("no gateway")
                        + (pool.dns().isEmpty() ? ", no name server" : ", names by " + String.join(", ", pool.dns()))));
        Div row = new Div(words, new Actions(network, pool));
        row.addClassName("sw-panel-row");
        return row;
    }

    private static Div quiet(String text) {
        Div line = new Div(text);
        line.addClassName("sw-quiet");
        return line;
    }

    private final class Actions extends RowMenu {
        Actions(NetworkView network, PoolView pool) {
            super(pool.cidr());
            item("Edit…", parts.whyNotEdit(), () -> new PoolDialog(network, pool, parts, changed).open());
            item("Remove…", parts.whyNotEdit(), () -> confirmRemoval(pool));
        }

        private void confirmRemoval(PoolView pool) {
            new ConsequenceDialog(
                            "Remove pool " + pool.cidr() + "?",
                            List.of(
                                    "Only if no VM has an address of it.",
                                    "Without any pool, new VMs ask for an address by DHCP."),
                            "Remove",
                            () -> {
                                parts.pools().remove(pool.id(), parts.actor());
                                Messages.done("Pool " + pool.cidr() + " is removed.");
                                changed.run();
                            })
                    .open();
        }
    }
}
