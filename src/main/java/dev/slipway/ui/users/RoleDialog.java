package dev.slipway.ui.users;

import com.vaadin.flow.component.select.Select;
import dev.slipway.identity.Account;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Users;
import dev.slipway.ui.component.FormDialog;

/** Makes somebody an administrator or auditor of the platform, or neither. */
class RoleDialog extends FormDialog {
    private final Select<PlatformRole> role = field("role", PlatformRole.select());
    private final Account account;
    private final Users users;
    private final Actors actors;
    private final Runnable done;

    RoleDialog(Account account, Users users, Actors actors, Runnable done) {
        super("Platform role of " + account.name(), "Holds from their next click on.", "Set role");
        this.account = account;
        this.users = users;
        this.actors = actors;
        this.done = done;
        role.setValue(PlatformRole.of(account.platformRole()));
    }

    @Override
    protected void submit() {
        users.setPlatformRole(account.id(), role.getValue().role(), actors.current());
        done.run();
    }
}
