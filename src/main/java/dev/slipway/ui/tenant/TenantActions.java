package dev.slipway.ui.tenant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.session.Messages;
import java.util.List;

/** What a platform administrator can do with a tenant; others see why they cannot. */
@SpringComponent
class TenantActions {
    private final TenantRegister tenants;
    private final Actors actors;

    TenantActions(TenantRegister tenants, Actors actors) {
        this.tenants = tenants;
        this.actors = actors;
    }

    Component[] of(TenantView tenant) {
        return new Component[] {
            button("Rename", tenant, () -> rename(tenant)),
            tenant.suspension().isPresent()
                    ? button("Resume", tenant, () -> confirmResume(tenant))
                    : button("Suspend", tenant, () -> new SuspendDialog(tenants, actors, tenant).open()),
            button("Delete", tenant, () -> confirmDelete(tenant))
        };
    }

    private ActionButton button(String words, TenantView tenant, Runnable action) {
        ActionButton button = new ActionButton(words, action);
        button.refuse(actors.current().whyNot(Permission.TENANT_EDIT, Scope.of(tenant.id())));
        return button;
    }

    private void rename(TenantView tenant) {
        new NameDialog(
                        "Rename " + tenant.name(),
                        "Rename",
                        tenant.name(),
                        name -> tenants.rename(tenant.id(), name, actors.current()))
                .open();
    }

    private void confirmResume(TenantView tenant) {
        new ConsequenceDialog(
                        "Resume " + tenant.name() + "?",
                        List.of(
                                "Its people can launch and start again.",
                                "VMs that were turned off stay off until somebody starts them."),
                        "Resume",
                        () -> tenants.resume(tenant.id(), actors.current()))
                .open();
    }

    private void confirmDelete(TenantView tenant) {
        new ConsequenceDialog(
                        "Delete " + tenant.name() + "?",
                        List.of(
                                "Only if nothing is left in it; otherwise you are told what.",
                                "All roles in it and its limits go too. Its history in the audit stays."),
                        "Delete",
                        () -> {
                            tenants.delete(tenant.id(), actors.current());
                            UI.getCurrent().navigate(TenantsView.class);
                            Messages.done("Tenant " + tenant.name() + " is deleted.");
                        })
                .open();
    }
}
