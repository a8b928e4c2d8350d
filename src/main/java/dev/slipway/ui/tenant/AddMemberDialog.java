package dev.slipway.ui.tenant;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;
import java.util.List;

/** Lets somebody who has an account into the project. */
class AddMemberDialog extends FormDialog {
    static final List<Role> ROLES = List.of(Role.PROJECT_MANAGER, Role.PROJECT_MEMBER, Role.PROJECT_VIEWER);

    private final TextField name = field("name", new TextField("User name"));
    private final Select<Role> role = field("role", new Select<>());
    private final Members members;
    private final Actors actors;
    private final ProjectView project;

    AddMemberDialog(Members members, Actors actors, ProjectView project) {
        super("Add member", "Managers run the members, members run VMs, viewers only look.", "Add");
        this.members = members;
        this.actors = actors;
        this.project = project;
        name.setHelperText("Exactly as the person signs in.");
        name.setAutofocus(true);
        role.setLabel("Role");
        role.setItems(ROLES);
        role.setItemLabelGenerator(Role::words);
        role.setValue(Role.PROJECT_MEMBER);
    }

    @Override
    protected void submit() {
        var added = members.add(project.id(), name.getValue(), role.getValue(), actors.current());
        Messages.done(added.name() + " is in there now, as " + added.role().words() + ".");
    }
}
