package dev.slipway.ui.tenant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.TenantAdministrators;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.session.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** Who administers a tenant. */
@SpringComponent
@org.springframework.context.annotation.Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class AdministratorsPanel extends Div {
    private final TenantAdministrators administrators;
    private final Actors actors;

    AdministratorsPanel(TenantAdministrators administrators, Actors actors) {
        this.administrators = administrators;
        this.actors = actors;
        addClassName("sw-panel");
    }

    void show(TenantView tenant) {
        removeAll();
        List<MemberView> all = administrators.list(tenant.id(), actors.current());
        add(new H2("Administrators"));
        if (all.isEmpty()) {
            add(new Paragraph("Nobody of the tenant's own yet; platform administrators run it."));
        }
        all.forEach(m -> add(row(m, tenant, all.size() == 1)));
        ActionButton add = new ActionButton("Add administrator", VaadinIcon.PLUS.create(), () -> add(tenant));
        add.refuse(whyNot(tenant));
        add(add);
    }

    private Component row(MemberView member, TenantView tenant, boolean last) {
        Span account = new Span(member.name() + (member.fromSignIn() ? " · by single sign-on" : ""));
        account.addClassName("sw-quiet");
        ActionButton remove = new ActionButton("Remove", () -> confirmRemoval(member, tenant, last));
        remove.refuse(whyNot(tenant)
                .or(() -> member.fromSignIn()
                        ? Optional.of("Given by a group of single sign-on. Change it there.")
                        : Optional.empty()));
        Div row = new Div(new Div(new Div(new Span(member.displayName())), account), remove);
        row.addClassName("sw-panel-row");
        return row;
    }

    private Optional<String> whyNot(TenantView tenant) {
        return actors.current().whyNot(Permission.MEMBER_EDIT, Scope.of(tenant.id()));
    }

    private void add(TenantView tenant) {
        new NameDialog(
                        "Add administrator, by the name they sign in with",
                        "Add",
                        "",
                        name -> administrators.add(tenant.id(), name, actors.current()))
                .open();
    }

    private void confirmRemoval(MemberView member, TenantView tenant, boolean last) {
        List<String> consequences = new ArrayList<>(
                List.of("Loses access at once, but for what another role still gives.", "VMs stay where they are."));
        if (last) {
            consequences.add("It is the last one: only a platform administrator can then make another.");
        }
        new ConsequenceDialog("Remove " + member.name() + "?", consequences, "Remove", () -> {
                    administrators.remove(tenant.id(), member.user(), actors.current());
                    Messages.done(member.name() + " does not administer " + tenant.name() + " any more.");
                })
                .open();
    }
}
