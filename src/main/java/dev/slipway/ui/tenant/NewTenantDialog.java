package dev.slipway.ui.tenant;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.quota.QuotaTemplateView;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.tenant.NewTenant;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;
import java.util.Optional;

/** Opens a tenant. */
class NewTenantDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final TextField administrator = field("administrator", new TextField("First administrator"));
    private final Select<QuotaTemplateView> template = field("template", new Select<>());
    private final TenantRegister tenants;
    private final Actors actors;

    NewTenantDialog(TenantRegister tenants, QuotaTemplates templates, Actors actors) {
        super("New tenant", "Its people can launch as soon as they are added.", "Open tenant");
        this.tenants = tenants;
        this.actors = actors;
        name.setAutofocus(true);
        name.setPlaceholder("Acme");
        administrator.setHelperText("The name the person signs in with. May be added later.");
        var all = templates.list(actors.current());
        template.setLabel("What it may use");
        template.setItems(all);
        template.setItemLabelGenerator(QuotaTemplateView::name);
        template.setValue(all.getFirst());
        template.setHelperText("A quota template; the limits can be changed later.");
    }

    @Override
    protected void submit() {
        var opened = tenants.open(
                new NewTenant(
                        name.getValue(),
                        Optional.of(administrator.getValue()).filter(text -> !text.isBlank()),
                        Optional.of(template.getValue().id())),
                actors.current());
        UI.getCurrent().navigate(TenantPage.class, TenantPage.of(opened.id()));
        Messages.done("Tenant " + opened.name() + " is open.");
    }
}
