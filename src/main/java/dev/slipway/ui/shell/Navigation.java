package dev.slipway.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import dev.slipway.ui.request.RequestsBadge;
import dev.slipway.ui.request.RequestsView;
import dev.slipway.ui.session.Needs;
import dev.slipway.ui.session.ScreenGuard;
import java.util.List;

/** The guard that say they belong in the menu, as far as the person has them; administration apart. */
class Navigation extends Div {
    /** @param waiting what the entry of the requests carries */
    Navigation(ScreenGuard guard, RequestsBadge waiting) {
        List<MenuEntry> entries = MenuConfiguration.getMenuEntries().stream()
                .filter(e -> guard.open(e.menuClass()))
                .toList();
        SideNav own = new SideNav();
        own.getElement().setAttribute("aria-label", "Main");
        SideNav admin = new SideNav("Administration");
        admin.addClassName("sw-nav-admin");
        entries.forEach(e -> (isAdministration(e) ? admin : own).addItem(item(e, waiting)));
        add(own);
        if (entries.stream().anyMatch(Navigation::isAdministration)) {
            add(admin);
        }
    }

    private static boolean isAdministration(MenuEntry entry) {
        Needs needs = entry.menuClass().getAnnotation(Needs.class);
        return needs != null && !needs.anywhere();
    }

    private static SideNavItem item(MenuEntry entry, RequestsBadge waiting) {
        SideNavItem item = new SideNavItem(entry.title(), entry.path(), new Icon(entry.icon()));
        item.setMatchNested(!entry.path().isEmpty() && !entry.path().equals("/"));
        if (entry.menuClass() == RequestsView.class) {
            item.setSuffixComponent(waiting);
        }
        return item;
    }
}
