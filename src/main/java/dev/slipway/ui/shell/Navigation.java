package dev.slipway.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.slipway.ui.request.RequestsBadge;
import dev.slipway.ui.session.ScreenGuard;
import java.util.List;
import java.util.Locale;

/** The places that open for the person, group by group. */
class Navigation extends Div {
    private final ScreenGuard guard;
    private final RequestsBadge waiting;

    /** @param waiting what the entry of the requests carries */
    Navigation(ScreenGuard guard, RequestsBadge waiting) {
        this.guard = guard;
        this.waiting = waiting;
        addClassName("sw-nav");
        for (Place.Group group : Place.Group.values()) {
            show(group);
        }
    }

    private void show(Place.Group group) {
        List<Place> places =
                group.places().filter(place -> guard.open(place.screen())).toList();
        if (places.isEmpty()) {
            return;
        }
        SideNav nav = group.title().map(SideNav::new).orElseGet(SideNav::new);
        nav.addClassName("sw-nav-" + group.name().toLowerCase(Locale.ROOT));
        if (group.title().isEmpty()) {
            nav.getElement().setAttribute("aria-label", "Main");
        }
        places.forEach(place -> nav.addItem(item(place)));
        add(nav);
    }

    private SideNavItem item(Place place) {
        SideNavItem item =
                new SideNavItem(place.title(), place.screen(), place.icon().create());
        item.setMatchNested(place != Place.VMS && place != Place.USAGE);
        if (place == Place.REQUESTS) {
            item.setSuffixComponent(waiting);
        }
        return item;
    }
}
