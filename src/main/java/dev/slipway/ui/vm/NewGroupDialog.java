package dev.slipway.ui.vm;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.group.GroupKind;
import dev.slipway.vm.group.PlacementGroupView;
import dev.slipway.vm.group.PlacementGroups;
import java.util.function.Consumer;

/** Makes a placement group. */
class NewGroupDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final Select<GroupKind> kind = field("kind", new Select<>());
    private final Checkbox strict = field("strict", new Checkbox("Strictly: rather no place than a wrong one"));
    private final ProjectView project;
    private final PlacementGroups groups;
    private final Actors actors;
    private final Consumer<PlacementGroupView> made;

    NewGroupDialog(ProjectView project, PlacementGroups groups, Actors actors, Consumer<PlacementGroupView> made) {
        super(
                "New placement group",
                "VMs that do the same work are safer apart: a host that fails takes only one of them. VMs that talk much to"
                        + " each other are faster together.",
                "Make group");
        this.project = project;
        this.groups = groups;
        this.actors = actors;
        this.made = made;
        name.setPlaceholder("web");
        name.setAutofocus(true);
        kind.setLabel("Its VMs are kept");
        kind.setItems(GroupKind.APART, GroupKind.TOGETHER);
        kind.setItemLabelGenerator(GroupKind::words);
        kind.setValue(GroupKind.APART);
    }

    TextField name() {
        return name;
    }

    @Override
    protected void submit() {
        made.accept(groups.create(
                project.id(), name.getValue().strip(), kind.getValue(), strict.getValue(), actors.current()));
    }
}
