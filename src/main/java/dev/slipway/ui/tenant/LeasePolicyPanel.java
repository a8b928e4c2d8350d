package dev.slipway.ui.tenant;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.vm.lease.LeasePolicies;
import dev.slipway.vm.lease.LeasePolicy;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** How long the VMs of a tenant stay; whoever may say that does it here. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class LeasePolicyPanel extends Div {
    private final LeasePolicies policies;
    private final Actors actors;

    LeasePolicyPanel(LeasePolicies policies, Actors actors) {
        this.policies = policies;
        this.actors = actors;
        addClassName("sw-panel");
    }

    void show(TenantView tenant) {
        removeAll();
        Optional<LeasePolicy> policy = policies.of(tenant.id(), actors.current());
        Optional<String> whyNot =
                actors.current().whyNot(Permission.LEASE_EDIT, dev.slipway.identity.Scope.of(tenant.id()));
        ActionButton set = new ActionButton(
                "Set lease policy", () -> new LeasePolicyDialog(tenant, policy, p -> set(tenant, p)).open());
        ActionButton remove = new ActionButton("Remove it", () -> confirmRemoval(tenant));
        set.refuse(whyNot);
        remove.refuse(whyNot);
        remove.setVisible(policy.isPresent());
        Div foot = new Div(set, remove);
        foot.addClassName("sw-toolbar");
        add(
                new H2("Leases"),
                new Paragraph(policy.map(LeasePolicy::words).orElse("VMs stay for as long as they are wanted.")),
                foot);
    }

    private void set(TenantView tenant, LeasePolicy policy) {
        policies.set(tenant.id(), policy, actors.current());
        show(tenant);
    }

    private void confirmRemoval(TenantView tenant) {
        new ConsequenceDialog(
                        "Remove the lease policy of " + tenant.name() + "?",
                        List.of(
                                "No VM of it ends by itself any more.",
                                "What is off since its lease was over can be started again."),
                        "Remove it",
                        () -> {
                            policies.remove(tenant.id(), actors.current());
                            show(tenant);
                        })
                .open();
    }
}
