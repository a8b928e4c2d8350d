package dev.slipway.ui.network;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.host.HostView;
import dev.slipway.host.HostWiring;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.live.Topic;
import dev.slipway.network.BridgeWish;
import dev.slipway.network.Distribution;
import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.ActionButton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a bridge is made on a host: what to put where, by its distribution; and whether it is there now. */
class BridgeGuideDialog extends Dialog {
    private final NetworkScreenParts parts;
    private final Select<HostView> host = new Select<>();
    private final Select<Distribution> distribution = new Select<>();
    private final ComboBox<String> card = new ComboBox<>("Network card");
    private final TextField bridge = new TextField("Bridge");
    private final IntegerField vlan = new IntegerField("VLAN");
    private final BridgeSteps steps = new BridgeSteps();
    private final Paragraph found = new Paragraph();
    private final ActionButton check = new ActionButton("Check now", this::lookNow);
    private Optional<Instant> asked = Optional.empty();

    BridgeGuideDialog(NetworkScreenParts parts, NetworkView network) {
        this(parts, network.source());
        network.vlan().ifPresent(vlan::setValue);
    }

    BridgeGuideDialog(NetworkScreenParts parts, String name) {
        this.parts = parts;
        addClassName("sw-bridge-guide");
        setHeaderTitle("How to make a bridge");
        ask(name);
        found.getElement().setAttribute("aria-live", "polite");
        Div form = new Div(host, distribution, card, bridge, vlan);
        form.addClassName("inputs");
        add(
                new Paragraph("Slipway does not change how a host is connected: whoever runs it does, with this."),
                form,
                steps,
                found);
        getFooter().add(new Button("Close", e -> close()), check);
        parts.live().follow(this, c -> c.topic() == Topic.HOST, changes -> tellFound());
        List<HostView> hosts = parts.hosts().list(parts.actor());
        host.setItems(hosts);
        hosts.stream().findFirst().ifPresent(host::setValue);
        check.refuse(hosts.isEmpty() ? Optional.of("There is no host yet.") : Optional.empty());
        show();
    }

    private void ask(String name) {
        host.setLabel("Host");
        host.setItemLabelGenerator(HostView::name);
        host.addValueChangeListener(e -> suggest());
        distribution.setLabel("Its system");
        distribution.setItems(Distribution.values());
        distribution.setItemLabelGenerator(Distribution::words);
        distribution.setValue(Distribution.DEBIAN);
        card.setAllowCustomValue(true);
        card.addCustomValueSetListener(e -> card.setValue(e.getDetail()));
        card.setItems("eth0");
        card.setValue("eth0");
        bridge.setValue(name);
        bridge.setValueChangeMode(ValueChangeMode.LAZY);
        vlan.setPlaceholder("none");
        vlan.setValueChangeMode(ValueChangeMode.LAZY);
        for (HasValue<?, ?> input : List.of(distribution, card, bridge, vlan)) {
            input.addValueChangeListener(e -> show());
        }
    }

    /** The cards that the chosen host was seen to have. */
    private void suggest() {
        wiring().map(HostWiring::interfaces).filter(cards -> !cards.isEmpty()).ifPresent(cards -> {
            card.setItems(cards);
            card.setValue(cards.getFirst());
        });
        asked = Optional.empty();
        tellFound();
    }

    private Optional<HostWiring> wiring() {
        return host.getOptionalValue().map(h -> parts.wiring().of(h.id(), parts.actor()));
    }

    private BridgeWish wish() {
        return new BridgeWish(
                distribution.getValue(),
                card.getOptionalValue().orElse(""),
                bridge.getValue().strip(),
                vlan.getOptionalValue());
    }

    private void show() {
        bridge.setInvalid(false);
        try {
            steps.show(parts.guides().steps(wish(), parts.actor()));
        } catch (InvalidRequest e) {
            // While somebody types, a name is often not one yet.
            bridge.setErrorMessage(e.sentence());
            bridge.setInvalid(true);
            steps.show(List.of());
        }
        tellFound();
    }

    private void lookNow() {
        host.getOptionalValue().ifPresent(h -> {
            asked = parts.hosts().get(h.id(), parts.actor()).lastSeen().or(() -> Optional.of(Instant.EPOCH));
            parts.hosts().lookAgain(h.id(), parts.actor());
            found.setText("Looking…");
        });
    }

    private void tellFound() {
        if (bridge.isInvalid() || host.isEmpty()) {
            found.setText("");
            return;
        }
        HostView now = parts.hosts().get(host.getValue().id(), parts.actor());
        String name = wish().name();
        boolean there = wiring().stream()
                .flatMap(w -> w.networks().stream())
                .anyMatch(n -> n.isBridge() && n.name().equals(name));
        if (there) {
            found.setText(now.name() + " has the bridge " + name + ".");
        } else if (asked.isPresent()
                && !now.lastSeen().filter(asked.get()::isBefore).isPresent()) {
            found.setText("Looking…");
        } else {
            found.setText(now.name() + " has no bridge " + name
                    + (asked.isPresent() ? ", as seen just now." : " yet, as last seen."));
        }
    }
}
