package dev.slipway.ui.users;

import dev.slipway.identity.Account;
import dev.slipway.identity.Actor;
import dev.slipway.ui.component.RowMenu;

/** All that can be done with an account, in a menu, where what is not possible says why. */
class UserRowActions extends RowMenu {
    UserRowActions(Account account, UserActions actions, Actor actor, Runnable done) {
        super(account.name());
        for (UserAction action : UserAction.values()) {
            if (action.fits(account)) {
                item(action.words(), action.whyNot(account, actor), () -> actions.run(action, account, done));
            }
        }
    }
}
