package dev.slipway.ui.serial;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.slipway.console.ConsoleTicket;
import dev.slipway.console.Consoles;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** A terminal on a VM's serial line. Comes back when the VM does. */
@Route("vms/:vm/serial-console")
@PermitAll
public class SerialConsoleView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final VirtualMachines machines;
    private final Consoles consoles;
    private final Actors actors;
    private final Anchor name = new Anchor();
    private final Anchor log = new Anchor("", "Boot log");
    private final Anchor screen = new Anchor("", "Screen");
    private final StateBadge badge = StateBadge.of(VmStatus.UNKNOWN);
    private final SerialTerminal terminal = new SerialTerminal(this::ticket);
    private volatile Optional<VmView> shown = Optional.empty();

    SerialConsoleView(VirtualMachines machines, Consoles consoles, Actors actors, LiveScreens live) {
        this.machines = machines;
        this.consoles = consoles;
        this.actors = actors;
        addClassName("sw-console-page");
        name.addClassName("name");
        badge.getElement().setAttribute("aria-live", "polite");
        Div space = new Div();
        space.addClassName("space");
        Div bar = new Div(name, badge, new Span("Serial console"), space, screen, log);
        bar.addClassName("sw-console-bar");
        add(bar, terminal);
        live.follow(
                this,
                c -> c.topic() == Topic.VM
                        && shown.filter(vm -> vm.id().value().equals(c.id())).isPresent(),
                changes -> shown.ifPresent(vm -> readAgain(vm.id())));
    }

    /** The address of a VM's serial console. */
    public static RouteParameters of(VmId vm) {
        return new RouteParameters("vm", vm.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        read(VmId.parse(event.getRouteParameters().get("vm").orElse("")));
    }

    @Override
    public String getPageTitle() {
        return shown.map(VmView::name).orElse("VM") + " serial console · Slipway";
    }

    private ConsoleTicket ticket() {
        return consoles.issueSerialTicket(shown.map(VmView::id).orElseThrow(() -> NotFound.of("VM")), actors.current());
    }

    private void readAgain(VmId id) {
        if (!read(id).refusedActions().containsKey(VmAction.CONSOLE)) {
            terminal.back();
        }
    }

    private VmView read(VmId id) {
        VmView vm = machines.get(id, actors.current());
        shown = Optional.of(vm);
        name.setText(vm.name());
        name.setHref("vms/" + vm.id());
        screen.setHref("vms/" + vm.id() + "/console");
        log.setHref("vms/" + vm.id() + "/boot-log");
        badge.show(vm.status());
        return vm;
    }
}
