package dev.slipway.ui.network;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.network.NetworkDraft;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.FormDialog;
import java.util.Optional;

/** Makes a network, or changes one. Of what it is on hosts only that is asked which its kind has. */
class NetworkDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final TextField description = field("description", new TextField("Description"));
    private final Select<NetworkKind> kind = field("kind", new Select<>());
    private final TextField source = field("source", new TextField("Its name on hosts"));
    private final IntegerField vlan = field("vlan", new IntegerField("VLAN"));
    private final TextField subnet = field("subnet", new TextField("Subnet"));
    private final Checkbox filtered = field("filtered", new Checkbox("Hold guests to their own addresses"));
    private final NetworkScreenParts parts;
    private final Optional<NetworkView> edited;
    private final Runnable done;

    NetworkDialog(NetworkScreenParts parts, Runnable done) {
        this(Optional.empty(), parts, done);
    }

    NetworkDialog(NetworkView edited, NetworkScreenParts parts, Runnable done) {
        this(Optional.of(edited), parts, done);
        name.setValue(edited.name());
        description.setValue(edited.description());
        kind.setValue(edited.kind());
        // What the portal makes stays as it is, and nothing else becomes such.
        kind.setReadOnly(edited.kind().isMade());
        subnet.setReadOnly(true);
        source.setValue(edited.kind().isMade() ? "" : edited.source());
        edited.vlan().ifPresent(vlan::setValue);
        edited.subnet().ifPresent(subnet::setValue);
        filtered.setValue(edited.filtered());
    }

    private NetworkDialog(Optional<NetworkView> edited, NetworkScreenParts parts, Runnable done) {
        super(
                edited.map(n -> "Edit " + n.name()).orElse("New network"),
                "",
                edited.isPresent() ? "Save" : "Make network");
        this.parts = parts;
        this.edited = edited;
        this.done = done;
        name.setPlaceholder("office");
        name.setAutofocus(true);
        description.setPlaceholder("Reaches the office network");
        kind.setLabel("What it is on hosts");
        kind.setItems(NetworkKind.values());
        kind.setItemLabelGenerator(NetworkDialog::words);
        kind.addValueChangeListener(e -> ask(e.getValue()));
        kind.setValue(NetworkKind.BRIDGE);
        source.setPlaceholder("br0");
        vlan.setPlaceholder("none");
        vlan.setHelperText("1 to 4094. Guests are plugged into the bridge that carries it: br0v42 for 42 of br0.");
        subnet.setPlaceholder("192.168.150.0/24");
        subnet.setHelperText(
                "The same on every host. The upper half is given out by DHCP, the lower one is for pools.");
        filtered.setValue(true);
        filtered.setHelperText("Anti-spoofing. VMs that run now notice a change when they are started anew.");
    }

    private void ask(NetworkKind wanted) {
        source.setVisible(!wanted.isMade());
        vlan.setVisible(wanted == NetworkKind.BRIDGE);
        subnet.setVisible(wanted.isMade());
    }

    @Override
    protected void submit() {
        NetworkKind wanted = kind.getValue();
        NetworkDraft draft = new NetworkDraft(
                name.getValue().strip(),
                description.getValue().strip(),
                wanted,
                wanted.isMade() ? "" : source.getValue().strip(),
                wanted == NetworkKind.BRIDGE ? vlan.getOptionalValue() : Optional.empty(),
                wanted.isMade() ? Optional.of(subnet.getValue()) : Optional.empty(),
                filtered.getValue());
        edited.ifPresentOrElse(
                n -> parts.networks().change(n.id(), draft, parts.actor()),
                () -> parts.networks().create(draft, parts.actor()));
        done.run();
    }

    private static String words(NetworkKind kind) {
        return switch (kind) {
            case BRIDGE -> "A bridge that hosts have";
            case LIBVIRT_NETWORK -> "A libvirt network that hosts have";
            case NAT -> "NAT: made by Slipway on each host, reaches the world";
            case ISOLATED -> "Isolated: made by Slipway on each host, reaches only that host";
        };
    }
}
