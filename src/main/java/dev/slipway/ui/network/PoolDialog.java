package dev.slipway.ui.network;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.network.NetworkView;
import dev.slipway.network.PoolDraft;
import dev.slipway.network.PoolView;
import dev.slipway.ui.component.FormDialog;
import java.util.Optional;

/** Adds a pool of addresses to a network, or changes one. */
class PoolDialog extends FormDialog {
    private final TextField cidr = field("cidr", new TextField("Subnet"));
    private final TextField gateway = field("gateway", new TextField("Gateway"));
    private final TextField dns = field("dns", new TextField("Name servers"));
    private final TextArea ranges = field("ranges", new TextArea("Addresses to give out"));
    private final NetworkView network;
    private final Optional<PoolView> edited;
    private final NetworkScreenParts parts;
    private final Runnable done;

    PoolDialog(NetworkView network, NetworkScreenParts parts, Runnable done) {
        this(network, Optional.empty(), parts, done);
        network.subnet().ifPresent(subnet -> {
            cidr.setValue(subnet);
            cidr.setReadOnly(true);
        });
    }

    PoolDialog(NetworkView network, PoolView edited, NetworkScreenParts parts, Runnable done) {
        this(network, Optional.of(edited), parts, done);
        cidr.setValue(edited.cidr());
        cidr.setReadOnly(true);
        gateway.setValue(edited.gateway().orElse(""));
        dns.setValue(String.join(" ", edited.dns()));
        ranges.setValue(edited.ranges());
    }

    private PoolDialog(NetworkView network, Optional<PoolView> edited, NetworkScreenParts parts, Runnable done) {
        super(
                edited.map(p -> "Edit pool " + p.cidr()).orElse("Add addresses to " + network.name()),
                "VMs that are launched from now on get one each, for as long as they live, through cloud-init. No other"
                        + " machine may use them, nor a DHCP server give them out.",
                edited.isPresent() ? "Save" : "Add");
        this.network = network;
        this.edited = edited;
        this.parts = parts;
        this.done = done;
        cidr.setPlaceholder("192.168.10.0/24");
        gateway.setPlaceholder("192.168.10.1");
        gateway.setHelperText("Left empty, guests reach only the subnet.");
        dns.setPlaceholder("192.168.10.1 9.9.9.9");
        ranges.setPlaceholder("192.168.10.20-192.168.10.99, 192.168.10.120");
        ranges.setHelperText("Left empty: all but the gateway.");
    }

    @Override
    protected void submit() {
        PoolDraft draft = new PoolDraft(
                cidr.getValue().strip(), Optional.of(gateway.getValue()), dns.getValue(), ranges.getValue());
        edited.ifPresentOrElse(
                pool -> parts.pools().change(pool.id(), draft, parts.actor()),
                () -> parts.pools().add(network.id(), draft, parts.actor()));
        done.run();
    }
}
