package dev.slipway.ui.vm;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.VmId;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.nic.NicAction;
import dev.slipway.vm.nic.NicList;
import dev.slipway.vm.nic.NicNetwork;
import dev.slipway.vm.nic.NicView;
import dev.slipway.vm.nic.Nics;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** VMs' network cards, for the person at the screen. */
@Component
class NicActions {
    private final Nics nics;
    private final Actors actors;

    NicActions(Nics nics, Actors actors) {
        this.nics = nics;
        this.actors = actors;
    }

    NicList of(VmId vm) {
        return nics.of(vm, actors.current());
    }

    List<NicNetwork> networks(VmId vm) {
        return nics.networks(vm, actors.current());
    }

    void add(VmId vm, NetworkId network) {
        nics.add(vm, network, actors.current());
    }

    void setLink(VmView vm, NicView nic, boolean up) {
        nics.setLink(vm.id(), nic.id(), up, actors.current());
    }

    void confirmRemove(VmView vm, NicView nic) {
        new ConsequenceDialog(
                        "Remove the network card on " + nic.networkName() + " from " + vm.name() + "?",
                        List.of(
                                "What the guest does over it stops at once.",
                                "Its MAC address " + nic.mac() + " is given up: another card gets another one."),
                        NicAction.REMOVE.words(),
                        () -> nics.remove(vm.id(), nic.id(), actors.current()))
                .open();
    }

    static VaadinIcon icon(NicAction action) {
        return switch (action) {
            case REMOVE -> VaadinIcon.TRASH;
            case LINK -> VaadinIcon.PLUG;
        };
    }

    static Optional<String> whyNot(NicAction action, NicView nic) {
        return Optional.ofNullable(nic.refusedActions().get(action));
    }
}
