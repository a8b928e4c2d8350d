package dev.slipway.ui.network;

import dev.slipway.network.NetworkView;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.session.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be done with a network; what is not possible says why. */
class NetworkRowActions extends RowMenu {
    NetworkRowActions(NetworkView network, NetworkScreenParts parts, Runnable done) {
        super(network.name());
        Optional<String> whyNot = parts.whyNotEdit();
        item("Edit…", whyNot, () -> new NetworkDialog(network, parts, done).open());
        item("Who may use it…", whyNot, () -> new NetworkReachDialog(network, parts, done).open());
        item("Add addresses…", whyNot, () -> new PoolDialog(network, parts, done).open());
        item("Delete…", whyNot, () -> confirmDelete(network, parts, done));
    }

    static void confirmDelete(NetworkView network, NetworkScreenParts parts, Runnable done) {
        List<String> consequences =
                new ArrayList<>(List.of("Only if no VM is on it; otherwise you are told which.", "Its pools go too."));
        consequences.add(
                network.kind().isMade()
                        ? "It is removed from every host, as soon as the host answers."
                        : "On hosts nothing changes: " + network.onHosts().name() + " stays.");
        new ConsequenceDialog("Delete network " + network.name() + "?", consequences, "Delete", () -> {
                    parts.networks().delete(network.id(), parts.actor());
                    Messages.done("Network " + network.name() + " is deleted.");
                    done.run();
                })
                .open();
    }
}
