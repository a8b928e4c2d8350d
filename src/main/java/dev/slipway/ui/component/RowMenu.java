package dev.slipway.ui.component;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.Optional;

/** What can be done with a row: in a menu, where what is not possible says why; the likeliest beside it as a button. */
public abstract class RowMenu extends MenuBar {
    private final String row;
    private Optional<MenuItem> more = Optional.empty();

    /** @param row as people know it, for who does not see which row the menu is in */
    protected RowMenu(String row) {
        this.row = row;
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
    }

    /** A button before the menu. To be added before its items. */
    protected final void button(VaadinIcon icon, String verb, Runnable action) {
        MenuItem item = addItem(icon.create(), e -> action.run());
        item.setAriaLabel(verb + " " + row);
        setTooltipText(item, verb);
    }

    /** @param whyNot why it is not possible, or empty if it is */
    protected final void item(String verb, Optional<String> whyNot, Runnable action) {
        Div words = new Div(new Span(verb));
        whyNot.ifPresent(why -> {
            Span reason = new Span(why);
            reason.addClassName("sw-menu-reason");
            words.add(reason);
        });
        MenuItem menu = more.orElseGet(this::menu);
        more = Optional.of(menu);
        menu.getSubMenu().addItem(words, e -> action.run()).setEnabled(whyNot.isEmpty());
    }

    /** A line between what was and what is to come. */
    protected final void line() {
        more.ifPresent(menu -> menu.getSubMenu().addSeparator());
    }

    private MenuItem menu() {
        MenuItem menu = addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        menu.setAriaLabel("Actions of " + row);
        return menu;
    }
}
