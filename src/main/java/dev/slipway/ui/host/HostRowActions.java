package dev.slipway.ui.host;

import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import java.util.Optional;

/** What can be done with a host; what is not possible says why. */
class HostRowActions extends MenuBar {
    HostRowActions(HostView host, Hosts hosts, Actors actors, Runnable done) {
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        var more = addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        more.setAriaLabel("Actions of " + host.name());
        Optional<String> whyNot = actors.current().whyNot(Permission.HOST_EDIT, Scope.PLATFORM);
        boolean disabled = host.state() == HostState.DISABLED;
        item(more.getSubMenu(), disabled ? "Enable: take new VMs" : "Disable: take no new VMs", whyNot, () -> {
            hosts.setEnabled(host.id(), disabled, actors.current());
            done.run();
        });
        item(more.getSubMenu(), "Look again now", whyNot, () -> hosts.lookAgain(host.id(), actors.current()));
    }

    private static void item(SubMenu menu, String verb, Optional<String> whyNot, Runnable action) {
        Div words = new Div(new Span(verb));
        whyNot.ifPresent(why -> {
            Span reason = new Span(why);
            reason.addClassName("sw-menu-reason");
            words.add(reason);
        });
        menu.addItem(words, e -> action.run()).setEnabled(whyNot.isEmpty());
    }
}
