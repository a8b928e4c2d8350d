package dev.slipway.ui.signin;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.sso.RuleDraft;
import dev.slipway.sso.RuleView;
import dev.slipway.sso.SignInRules;
import dev.slipway.ui.component.FormDialog;
import java.util.Optional;

/** Writes a rule, or changes one. */
class RuleDialog extends FormDialog {
    private final TextField claim = field("claim", new TextField("Claim"));
    private final TextField value = field("value", new TextField("Value"));
    private final Select<Role> role = field("role", new Select<>());
    private final TextField tenant = field("tenant", new TextField("Tenant"));
    private final TextField project = field("project", new TextField("Project"));
    private final Checkbox create = field("create", new Checkbox("Make tenant and project if they are missing"));
    private final Optional<RuleView> rule;
    private final SignInRules rules;
    private final Actors actors;
    private final Runnable done;

    RuleDialog(Optional<RuleView> rule, SignInRules rules, Actors actors, Runnable done) {
        super(
                rule.isPresent() ? "Edit rule " + rule.get().position() : "Add rule",
                "Whose token has this value in that claim gets the role. {tenant} and {project} stand for names that"
                        + " the value carries.",
                rule.isPresent() ? "Save" : "Add rule");
        this.rule = rule;
        this.rules = rules;
        this.actors = actors;
        this.done = done;
        claim.setPlaceholder("groups");
        claim.setHelperText("With dots into objects: realm_access.roles");
        value.setPlaceholder("/tenants/{tenant}/{project}/members");
        role.setLabel("Role");
        role.setItems(Role.values());
        role.setItemLabelGenerator(Role::title);
        role.addValueChangeListener(e -> fit());
        tenant.setHelperText("Empty if the value has {tenant}");
        project.setHelperText("Empty if the value has {project}, or for the tenant's default project");
        fill(rule.map(RuleView::rule));
        claim.setAutofocus(true);
    }

    private void fill(Optional<RuleDraft> draft) {
        claim.setValue(draft.map(RuleDraft::claim).orElse("groups"));
        value.setValue(draft.map(RuleDraft::value).orElse(""));
        role.setValue(draft.map(RuleDraft::role).orElse(Role.PROJECT_MEMBER));
        tenant.setValue(draft.flatMap(RuleDraft::tenant).orElse(""));
        project.setValue(draft.flatMap(RuleDraft::project).orElse(""));
        create.setValue(draft.map(RuleDraft::create).orElse(false));
        fit();
    }

    /** Shows what the role needs. */
    private void fit() {
        Role now = role.getValue();
        boolean platform = now == Role.PLATFORM_ADMIN || now == Role.PLATFORM_AUDITOR;
        tenant.setVisible(!platform);
        project.setVisible(!platform && now != Role.TENANT_ADMIN);
        create.setVisible(!platform);
    }

    @Override
    protected void submit() {
        RuleDraft draft = new RuleDraft(
                claim.getValue(), value.getValue(), role.getValue(), shown(tenant), shown(project), create.getValue());
        if (rule.isPresent()) {
            rules.change(rule.get().id(), draft, actors.current());
        } else {
            rules.add(draft, actors.current());
        }
        done.run();
    }

    private static Optional<String> shown(TextField field) {
        return field.isVisible() ? Optional.of(field.getValue()) : Optional.empty();
    }
}
