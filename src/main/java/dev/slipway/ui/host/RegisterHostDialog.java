package dev.slipway.ui.host;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.host.HostDraft;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;
import java.util.Optional;

/** Registers a host, or changes how one of that name is reached. */
class RegisterHostDialog extends FormDialog {
    private enum Guests {
        AUTO("Find out by trying", Optional.empty()),
        KVM("By KVM", Optional.of("KVM")),
        EMULATED("By emulation (slow)", Optional.of("EMULATED"));

        private final String words;
        private final Optional<String> acceleration;

        Guests(String words, Optional<String> acceleration) {
            this.words = words;
            this.acceleration = acceleration;
        }
    }

    private final TextField name = field("name", new TextField("Name"));
    private final TextField uri = field("uri", new TextField("Address"));
    private final TextField pool = field("poolPath", new TextField("Directory for disks"));
    private final Select<Guests> guests = field("acceleration", new Select<>());
    private final Hosts hosts;
    private final Actors actors;
    private final Runnable registered;

    RegisterHostDialog(Hosts hosts, Actors actors, Runnable registered) {
        super("Register host", "Slipway connects in the background and shows here what it finds.", "Register");
        this.hosts = hosts;
        this.actors = actors;
        this.registered = registered;
        name.setPlaceholder("rack1-a");
        name.setAutofocus(true);
        uri.setPlaceholder("qemu+ssh://slipway@rack1-a/system");
        uri.setHelperText("A libvirt URI, or simulated:NAME for a host to play with.");
        pool.setValue("/var/lib/slipway/pool");
        pool.setHelperText("On the host. Slipway makes a storage pool there for images and disks.");
        guests.setLabel("Runs guests");
        guests.setItems(Guests.values());
        guests.setItemLabelGenerator(g -> g.words);
        guests.setValue(Guests.AUTO);
    }

    @Override
    protected void submit() {
        hosts.register(
                HostDraft.of(
                        name.getValue().strip(),
                        uri.getValue().strip(),
                        pool.getValue().strip(),
                        guests.getValue().acceleration),
                actors.current());
        registered.run();
        Messages.done("Host " + name.getValue().strip() + " is registered; Slipway is looking at it now.");
    }
}
