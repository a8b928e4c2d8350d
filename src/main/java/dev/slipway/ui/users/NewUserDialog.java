package dev.slipway.ui.users;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Actors;
import dev.slipway.ui.component.FormDialog;

/** Opens an account. */
class NewUserDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name to sign in with"));
    private final TextField displayName = field("displayName", new TextField("Display name"));
    private final Select<PlatformRole> role = field("role", PlatformRole.select());
    private final Accounts accounts;
    private final Actors actors;
    private final Runnable done;

    NewUserDialog(Accounts accounts, Actors actors, Runnable done) {
        super(
                "New user",
                "They get a password for one sign-in, which you pass on; they choose their own then. Tenants and"
                        + " projects add them afterwards.",
                "Open account");
        this.accounts = accounts;
        this.actors = actors;
        this.done = done;
        name.setPlaceholder("ada");
        name.setAutofocus(true);
        displayName.setPlaceholder("Ada Lovelace");
    }

    @Override
    protected void submit() {
        var opened = accounts.create(
                name.getValue(), displayName.getValue(), role.getValue().role(), actors.current());
        done.run();
        new PasswordOnceDialog(opened).open();
    }
}
