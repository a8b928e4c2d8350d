package dev.slipway.ui.tenant;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;

/** What becomes of the VMs is chosen here, with what comes of it. */
class SuspendDialog extends FormDialog {
    private final RadioButtonGroup<Suspension.Vms> vms = field("vms", new RadioButtonGroup<>());
    private final TextField why = field("why", new TextField("Why"));
    private final TenantRegister tenants;
    private final Actors actors;
    private final TenantView tenant;

    SuspendDialog(TenantRegister tenants, Actors actors, TenantView tenant) {
        super(
                "Suspend " + tenant.name() + "?",
                "Nobody can launch, start or move VMs there, add members or ask for more. Reading, shutting down and"
                        + " deleting stay possible.",
                "Suspend");
        this.tenants = tenants;
        this.actors = actors;
        this.tenant = tenant;
        vms.setLabel("VMs that run now");
        vms.setItems(Suspension.Vms.values());
        vms.setItemLabelGenerator(SuspendDialog::words);
        vms.setValue(Suspension.Vms.KEEP_RUNNING);
        why.setHelperText("One line that the tenant's people read.");
        why.setPlaceholder("The bill of June is not paid");
    }

    private static String words(Suspension.Vms vms) {
        return switch (vms) {
            case KEEP_RUNNING -> "Keep running, with their consoles";
            case STOP_ALL -> "Turn all off: asked to shut down, then forced off; consoles end";
        };
    }

    @Override
    protected void submit() {
        tenants.suspend(tenant.id(), vms.getValue(), why.getValue(), actors.current());
        Messages.done("Tenant " + tenant.name() + " is suspended.");
    }
}
