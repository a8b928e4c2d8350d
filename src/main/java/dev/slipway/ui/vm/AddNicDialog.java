package dev.slipway.ui.vm;

import com.vaadin.flow.component.select.Select;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.nic.NicNetwork;
import java.util.List;
import java.util.Optional;

/** Chooses the network of a VM's new network card; those that it cannot be on say why. */
class AddNicDialog extends FormDialog {
    private final VmView vm;
    private final NicActions actions;
    private final Select<NicNetwork> network = field("network", new Select<>());

    AddNicDialog(VmView vm, NicActions actions) {
        super(
                "Add a network card to " + vm.name(),
                "Whether it runs or not. A guest that runs sees it at once, and may have to be told to ask for an address on it.",
                "Add network card");
        this.vm = vm;
        this.actions = actions;
        List<NicNetwork> all = actions.networks(vm.id());
        network.setLabel("Network");
        network.setItemLabelGenerator(NicNetwork::name);
        network.setItems(all);
        network.setItemEnabledProvider(one -> one.refused().isEmpty());
        network.setHelperText(all.stream()
                .flatMap(one -> one.refused().stream())
                .findFirst()
                .orElse(all.isEmpty() ? "No network is open to this project. Ask an administrator to open one." : ""));
        network.setWidthFull();
        all.stream().filter(one -> one.refused().isEmpty()).findFirst().ifPresent(network::setValue);
    }

    @Override
    protected void submit() {
        NicNetwork chosen = Optional.ofNullable(network.getValue())
                .orElseThrow(() -> new InvalidRequest("missing-field", "network", "Choose a network."));
        actions.add(vm.id(), chosen.id());
    }
}
