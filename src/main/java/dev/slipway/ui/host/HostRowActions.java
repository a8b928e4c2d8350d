package dev.slipway.ui.host;

import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import java.util.List;
import java.util.Optional;

/** What can be done with a host; what is not possible says why. */
class HostRowActions extends RowMenu {
    HostRowActions(HostView host, HostScreenParts parts, Runnable done) {
        super(host.name());
        var hosts = parts.hosts();
        var actors = parts.actors();
        Optional<String> whyNot = actors.current().whyNot(Permission.HOST_EDIT, Scope.PLATFORM);
        boolean disabled = host.state() == HostState.DISABLED;
        item(disabled ? "Enable: take new VMs" : "Disable: take no new VMs", whyNot, () -> {
            hosts.setEnabled(host.id(), disabled, actors.current());
            done.run();
        });
        upkeep(host, parts, whyNot, done);
        item(
                "Placement…",
                whyNot,
                () -> new HostPolicyDialog(parts.fleet().get(host.id(), actors.current()), parts, done).open());
        line();
        item(
                "Go through the check list",
                whyNot,
                () -> new HostCheckDialog(parts.checks().again(host.id(), actors.current()), parts, done).open());
        item("Look again now", whyNot, () -> hosts.lookAgain(host.id(), actors.current()));
        line();
        item(
                "Give up…",
                whyNot.or(() -> host.state() == HostState.UNREACHABLE
                        ? Optional.empty()
                        : Optional.of("It answers. Only a host that does not answer can be given up.")),
                () -> new ConsequenceDialog(
                                "Give up " + host.name() + "?",
                                parts.lost()
                                        .consequences(host.id(), actors.current())
                                        .sentences(),
                                "Give up",
                                () -> {
                                    parts.lost().giveUp(host.id(), actors.current());
                                    done.run();
                                })
                        .open());
        item(
                "Remove…",
                whyNot,
                () -> new ConsequenceDialog(
                                "Remove " + host.name() + "?",
                                List.of(
                                        "Slipway forgets the host, and does not ask it: it may be gone already.",
                                        "Images that lie on its disks stay there.",
                                        "With VMs on it, it is not removed."),
                                "Remove",
                                () -> {
                                    hosts.remove(host.id(), actors.current());
                                    done.run();
                                })
                        .open());
    }

    private void upkeep(HostView host, HostScreenParts parts, Optional<String> whyNot, Runnable done) {
        var actors = parts.actors();
        switch (host.state()) {
            case MAINTENANCE ->
                item("End maintenance", whyNot, () -> {
                    parts.maintenance().end(host.id(), actors.current());
                    done.run();
                });
            case DRAINING ->
                item("Stop emptying it", whyNot, () -> {
                    parts.maintenance()
                            .underWay(host.id(), actors.current())
                            .ifPresent(o -> parts.operations().cancel(o.id(), actors.current()));
                    done.run();
                });
            case ENABLED, DISABLED, UNREACHABLE ->
                item("Empty it for maintenance…", whyNot, () -> new DrainDialog(host, parts, done).open());
        }
    }
}
