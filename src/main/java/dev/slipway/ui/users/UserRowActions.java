package dev.slipway.ui.users;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.slipway.identity.Account;
import dev.slipway.identity.Actor;
import java.util.Optional;

/** All that can be done with an account, in a menu, where what is not possible says why. */
class UserRowActions extends MenuBar {
    UserRowActions(Account account, UserActions actions, Actor actor, Runnable done) {
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        MenuItem more = addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        more.setAriaLabel("Actions of " + account.name());
        for (UserAction action : UserAction.values()) {
            if (action.fits(account)) {
                Optional<String> whyNot = action.whyNot(account, actor);
                more.getSubMenu()
                        .addItem(words(action, whyNot), e -> actions.run(action, account, done))
                        .setEnabled(whyNot.isEmpty());
            }
        }
    }

    private static Div words(UserAction action, Optional<String> whyNot) {
        Div words = new Div(new Span(action.words()));
        whyNot.ifPresent(why -> {
            Span reason = new Span(why);
            reason.addClassName("sw-menu-reason");
            words.add(reason);
        });
        return words;
    }
}
