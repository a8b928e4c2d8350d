package dev.slipway.ui.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.slipway.console.ConsoleTicket;
import dev.slipway.console.Consoles;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A VM's screen, as large as the window allows, with the keys that a browser keeps for itself. */
@Route("vms/:vm/console")
@PermitAll
public class ConsoleView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final List<String> COMBOS = List.of(
            "Ctrl-Alt-Del",
            "Ctrl-Alt-Backspace",
            "Ctrl-Alt-F1",
            "Ctrl-Alt-F2",
            "Ctrl-Alt-F7",
            "Alt-Tab",
            "Alt-F4",
            "Ctrl-C",
            "Ctrl-D");

    private final VirtualMachines machines;
    private final Consoles consoles;
    private final Actors actors;
    private final Anchor name = new Anchor();
    private final Anchor serial = new Anchor("", "Serial console");
    private final StateBadge badge = StateBadge.of(VmStatus.UNKNOWN);
    private volatile Optional<VmView> shown = Optional.empty();
    private final VmScreen screen;
    private final LayoutMenu layout;
    private final Button start = button("Start", VaadinIcon.PLAY, () -> power(VirtualMachines::start));
    private final Button resume = button("Resume", VaadinIcon.PLAY, () -> power(VirtualMachines::resume));

    ConsoleView(VirtualMachines machines, Consoles consoles, Actors actors, LiveScreens live) {
        this.machines = machines;
        this.consoles = consoles;
        this.actors = actors;
        addClassName("sw-console-page");
        screen = new VmScreen(this::ticket);
        layout = new LayoutMenu(chosen -> shown.ifPresent(vm -> screen.layout(chosen, vm.id())));
        screen.addAttachListener(e -> shown.ifPresent(vm -> screen.rememberedLayout(vm.id(), layout::show)));
        name.addClassName("name");
        badge.getElement().setAttribute("aria-live", "polite");
        Div space = new Div();
        space.addClassName("space");
        Div bar = new Div(
                name,
                badge,
                space,
                start,
                resume,
                button("Ctrl-Alt-Del", VaadinIcon.KEYBOARD, () -> screen.combo("ctrl-alt-del")),
                combos(),
                layout,
                button("Type text…", VaadinIcon.EDIT, () -> new TypeTextDialog(screen::type).open()),
                button("Screenshot", VaadinIcon.CAMERA, () -> screen.saveScreenshot(title())),
                button("Full screen", VaadinIcon.EXPAND_FULL, screen::fullScreen),
                button("Reconnect", VaadinIcon.REFRESH, screen::connect),
                serial);
        bar.addClassName("sw-console-bar");
        add(bar, screen);
        live.follow(
                this,
                c -> c.topic() == Topic.VM
                        && shown.filter(vm -> vm.id().value().equals(c.id())).isPresent(),
                changes -> shown.ifPresent(vm -> read(vm.id())));
    }

    /** The address of a VM's console. */
    public static RouteParameters of(VmId vm) {
        return new RouteParameters("vm", vm.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        read(VmId.parse(event.getRouteParameters().get("vm").orElse("")));
    }

    @Override
    public String getPageTitle() {
        return title() + " console · Slipway";
    }

    private String title() {
        return shown.map(VmView::name).orElse("VM");
    }

    private ConsoleTicket ticket() {
        return consoles.issueTicket(shown.map(VmView::id).orElseThrow(() -> NotFound.of("VM")), actors.current());
    }

    private void read(VmId id) {
        VmView vm = machines.get(id, actors.current());
        boolean hadScreen =
                shown.filter(before -> can(VmAction.CONSOLE, before)).isPresent();
        boolean comesBack = shown.isPresent() && !hadScreen && can(VmAction.CONSOLE, vm);
        shown = Optional.of(vm);
        name.setText(vm.name());
        name.setHref("vms/" + vm.id());
        serial.setHref("vms/" + vm.id() + "/serial-console");
        badge.show(vm.status());
        start.setVisible(can(VmAction.START, vm));
        resume.setVisible(can(VmAction.RESUME, vm));
        if (comesBack) {
            screen.connectIfClosed();
        }
    }

    private interface Power {
        OperationId of(VirtualMachines machines, VmId vm, Actor actor);
    }

    private void power(Power verb) {
        shown.ifPresent(vm -> verb.of(machines, vm.id(), actors.current()));
    }

    private static boolean can(VmAction action, VmView vm) {
        return !vm.refusedActions().containsKey(action);
    }

    private MenuBar combos() {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        SubMenu menu = bar.addItem("More keys").getSubMenu();
        COMBOS.forEach(combo -> menu.addItem(combo, e -> screen.combo(combo.toLowerCase(Locale.ROOT))));
        return bar;
    }

    private static Button button(String words, VaadinIcon icon, Runnable action) {
        Button button = new Button(words, icon.create(), e -> action.run());
        // On a phone it is all symbol.
        button.setAriaLabel(words);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }
}
