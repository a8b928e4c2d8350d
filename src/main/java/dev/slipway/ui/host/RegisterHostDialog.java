package dev.slipway.ui.host;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.host.HostCheck;
import dev.slipway.host.HostDraft;
import dev.slipway.kernel.HostCredentialId;
import dev.slipway.ui.component.FormDialog;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks how a host is reached, and has it looked at. */
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
    private final SshKeyField key;
    private final TlsField certificates;
    private final TextField pool = field("poolPath", new TextField("Directory for disks"));
    private final Select<Guests> guests = field("acceleration", new Select<>());
    private final HostScreenParts parts;
    private final Consumer<HostCheck> begun;

    /** @param begun told of the check list that is being gone through */
    RegisterHostDialog(HostScreenParts parts, Consumer<HostCheck> begun) {
        super(
                "Register host",
                "Slipway looks at it first, and shows what it finds before anything is changed.",
                "Check");
        this.parts = parts;
        this.begun = begun;
        key = new SshKeyField(parts.credentials(), parts.actors());
        key.setVisible(false);
        part(key, Map.of("credential", key.input(), "privateKey", key.input()));
        certificates = new TlsField(parts.credentials(), parts.actors());
        certificates.setVisible(false);
        part(certificates, certificates.inputs());
        uri.setValueChangeMode(ValueChangeMode.LAZY);
        uri.addValueChangeListener(e -> {
            key.setVisible(e.getValue().strip().startsWith("qemu+ssh:"));
            certificates.setVisible(e.getValue().strip().startsWith("qemu+tls:"));
        });
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
        var draft = HostDraft.of(
                name.getValue().strip(),
                uri.getValue().strip(),
                pool.getValue().strip(),
                guests.getValue().acceleration);
        begun.accept(
                parts.checks().begin(draft.with(credential()), parts.actors().current()));
    }

    private Optional<HostCredentialId> credential() {
        if (key.isVisible()) {
            return key.credential();
        }
        return certificates.isVisible() ? certificates.credential() : Optional.empty();
    }
}
