package dev.slipway.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.identity.Actors;
import dev.slipway.ui.profile.AccountView;
import dev.slipway.ui.session.Cookies;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** Who is signed in, and what is theirs alone: look, password, signing out. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class UserMenu extends MenuBar {
    private static final List<String> LOOKS = List.of("System", "Light", "Dark");

    UserMenu(Actors actors, AuthenticationContext authentication) {
        addClassName("sw-user-menu");
        addThemeVariants(MenuBarVariant.TERTIARY);
        String name = actors.current().name();
        Avatar avatar = new Avatar(name);
        avatar.getElement().setAttribute("aria-hidden", "true");
        MenuItem person = addItem(avatar);
        person.setAriaLabel("Account of " + name);
        SubMenu menu = person.getSubMenu();
        MenuItem who = menu.addItem("Signed in as " + name);
        who.setEnabled(false);
        addLooks(menu.addItem("Look").getSubMenu());
        menu.addItem("My account", e -> UI.getCurrent().navigate(AccountView.class));
        menu.addSeparator();
        menu.addItem("Sign out", e -> authentication.logout());
    }

    private static void addLooks(SubMenu menu) {
        String now = Cookies.read("slipway-theme").orElse("system");
        List<MenuItem> items = LOOKS.stream()
                .map(look -> {
                    MenuItem item = menu.addItem(look);
                    item.setCheckable(true);
                    item.setChecked(look.toLowerCase(Locale.ROOT).equals(now));
                    return item;
                })
                .toList();
        items.forEach(item -> item.addClickListener(e -> {
            items.forEach(other -> other.setChecked(other == item));
            UI.getCurrent()
                    .getPage()
                    .executeJs("window.slipwayTheme($0)", item.getText().toLowerCase(Locale.ROOT));
        }));
    }
}
