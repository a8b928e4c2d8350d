package dev.slipway.ui.vm;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import java.util.Optional;
import java.util.stream.Stream;

/** A row's likeliest action as a button, and all of them in a menu, where those that are not possible say why. */
class VmRowActions extends MenuBar {
    VmRowActions(VmView vm, VmActions actions) {
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        likeliest(vm).ifPresent(action -> {
            MenuItem item = addItem(icon(VmActions.icon(action)), e -> actions.run(action, vm));
            item.setAriaLabel(action.words() + " " + vm.name());
            setTooltipText(item, action.words());
        });
        MenuItem more = addItem(icon(VaadinIcon.ELLIPSIS_DOTS_V));
        more.setAriaLabel("Actions of " + vm.name());
        SubMenu menu = more.getSubMenu();
        for (VmAction action : VmAction.values()) {
            Optional<String> whyNot = Optional.ofNullable(vm.refusedActions().get(action));
            MenuItem item = menu.addItem(words(action, whyNot), e -> actions.run(action, vm));
            item.setEnabled(whyNot.isEmpty());
        }
    }

    private static Optional<VmAction> likeliest(VmView vm) {
        return Stream.of(VmAction.START, VmAction.CONSOLE)
                .filter(a -> !vm.refusedActions().containsKey(a))
                .findFirst();
    }

    private static Div words(VmAction action, Optional<String> whyNot) {
        Div words = new Div(new Span(action.words()));
        whyNot.ifPresent(why -> {
            Span reason = new Span(why);
            reason.addClassName("sw-menu-reason");
            words.add(reason);
        });
        return words;
    }

    private static Icon icon(VaadinIcon icon) {
        return icon.create();
    }
}
