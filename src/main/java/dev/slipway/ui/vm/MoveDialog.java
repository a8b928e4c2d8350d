package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import java.util.List;
import java.util.Optional;

/** Gives a VM to another project or person, and says before what that takes of the quota there. */
class MoveDialog extends FormDialog {
    private final VmView vm;
    private final VirtualMachines machines;
    private final Actors actors;
    private final Select<ProjectView> project = field("project", new Select<>());
    private final Select<Whose> owner = field("owner", new Select<>());
    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();

    /** Whom it can belong to: others are named through the API. */
    private enum Whose {
        AS_NOW,
        MINE
    }

    MoveDialog(VmView vm, VirtualMachines machines, Tenants tenants, Actors actors) {
        super(
                "Hand over " + vm.name(),
                "The VM keeps running, with its disk and its address. Whoever gets it pays for it from their quota, and"
                        + " their people see it; others do not any more.",
                "Hand over");
        this.vm = vm;
        this.machines = machines;
        this.actors = actors;
        Actor actor = actors.current();
        project.setLabel("Who gets it");
        project.setItemLabelGenerator(ProjectView::title);
        List<ProjectView> places = tenants.projects(actor).stream()
                .filter(p -> actor.can(Permission.VM_LAUNCH, p.scope()))
                .toList();
        project.setItems(places);
        owner.setLabel("Whose it is then");
        owner.setItems(Whose.values());
        owner.setItemLabelGenerator(w -> switch (w) {
            case AS_NOW -> "Still " + vm.ownerName() + "'s; mine, if they may not launch VMs there";
            case MINE -> "Mine";
        });
        owner.setValue(Whose.AS_NOW);
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        refusals.setVisible(false);
        add(bars, refusals);
        project.addValueChangeListener(e -> preview());
        owner.addValueChangeListener(e -> preview());
        if (places.size() == 1) {
            project.setValue(places.getFirst());
        }
    }

    private void preview() {
        project.getOptionalValue().ifPresent(to -> {
            var preview = machines.quoteMove(vm.id(), to.id(), ownerId(), actors.current());
            bars.show(preview);
            UnorderedList list = new UnorderedList();
            preview.refusals().forEach(r -> list.add(new ListItem(r)));
            refusals.removeAll();
            refusals.add(list);
            refusals.setVisible(!preview.fits());
        });
    }

    @Override
    protected void submit() {
        var to = project.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("missing-field", "project", "Choose who gets it."));
        machines.move(vm.id(), to.id(), ownerId(), actors.current());
    }

    private Optional<UserId> ownerId() {
        return owner.getValue() == Whose.MINE ? Optional.of(actors.current().requireUser()) : Optional.empty();
    }
}
