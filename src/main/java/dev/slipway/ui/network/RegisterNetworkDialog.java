package dev.slipway.ui.network;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.ui.component.FormDialog;

/** Registers a network for every tenant, or changes the one of that name. */
class RegisterNetworkDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final TextField description = field("description", new TextField("Description"));
    private final Select<NetworkKind> kind = field("kind", new Select<>());
    private final TextField source = field("source", new TextField("Its name on hosts"));
    private final Networks networks;
    private final Actors actors;
    private final Runnable registered;

    RegisterNetworkDialog(Networks networks, Actors actors, Runnable registered) {
        super("Register network", "", "Register");
        this.networks = networks;
        this.actors = actors;
        this.registered = registered;
        name.setPlaceholder("office");
        name.setAutofocus(true);
        description.setPlaceholder("Addresses by DHCP, reaches the office network");
        kind.setLabel("Kind");
        kind.setItems(NetworkKind.values());
        kind.setItemLabelGenerator(RegisterNetworkDialog::words);
        kind.setValue(NetworkKind.BRIDGE);
        source.setPlaceholder("br0");
    }

    @Override
    protected void submit() {
        networks.register(
                name.getValue().strip(),
                description.getValue().strip(),
                kind.getValue(),
                source.getValue().strip(),
                actors.current());
        registered.run();
    }

    static String words(NetworkKind kind) {
        return switch (kind) {
            case BRIDGE -> "Bridge";
            case LIBVIRT_NETWORK -> "libvirt network";
        };
    }
}
