package dev.slipway.ui.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Layout;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.live.OpenMenus;
import dev.slipway.ui.notice.Bell;
import dev.slipway.ui.request.RequestsBadge;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.ui.session.ScreenGuard;
import jakarta.annotation.security.PermitAll;

/** The frame: navigation at the side, project and person at the top. */
@Layout
@PermitAll
public class MainLayout extends AppLayout {
    MainLayout(
            CurrentProject project,
            ScreenGuard guard,
            UserMenu userMenu,
            RequestsBadge waiting,
            Bell bell,
            LiveScreens live) {
        setPrimarySection(Section.DRAWER);
        Div drawer = new Div(brand(), new Navigation(guard, waiting), foot());
        drawer.addClassName("sw-drawer");
        addToDrawer(drawer);
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Navigation");
        Div space = new Div();
        space.addClassName("sw-bar-space");
        Div bar = new Div(toggle, new ProjectSwitcher(project, live), space, bell, userMenu);
        bar.addClassName("sw-bar");
        addToNavbar(bar);
        addAttachListener(e -> {
            if (e.isInitialAttach()) {
                OpenMenus.watch(e.getUI());
            }
        });
    }

    private static Anchor brand() {
        Image logo = new Image("themes/slipway/logo.svg", "");
        Anchor brand = new Anchor("", logo, new Span("Slipway"));
        brand.addClassName("sw-brand");
        return brand;
    }

    private static Div foot() {
        Div foot = new Div();
        foot.addClassName("sw-drawer-foot");
        foot.getElement().setProperty("innerHTML", "Keys: <kbd>/</kbd> search · <kbd>n</kbd> new VM");
        return foot;
    }
}
