package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.snapshot.SnapshotView;

/** Takes a VM back to a snapshot, and says what is lost by that. */
class RevertDialog extends FormDialog {
    private final VmView vm;
    private final SnapshotView snapshot;
    private final SnapshotActions actions;
    private final RadioButtonGroup<Boolean> leaveOff = new RadioButtonGroup<>("Afterwards");

    RevertDialog(VmView vm, SnapshotView snapshot, SnapshotActions actions) {
        super("Take " + vm.name() + " back to “" + snapshot.name() + "”?", "", "Go back");
        this.vm = vm;
        this.snapshot = snapshot;
        this.actions = actions;
        setWidth("min(36rem, 100%)");
        warn();
        var consequences = new UnorderedList(
                new ListItem("What is on its disk now is lost, unless another snapshot has it."),
                new ListItem("The other snapshots stay."));
        if (vm.status() != VmStatus.STOPPED) {
            consequences.add(new ListItem("What runs in it now is stopped at once; open consoles are closed."));
        }
        if (!snapshot.withMemory()) {
            consequences.add(new ListItem("It is off afterwards, as it was then."));
        }
        consequences.addClassName("sw-consequences");
        add(consequences);
        leaveOff.setItems(false, true);
        leaveOff.setItemLabelGenerator(off -> off
                ? "Be off, as if its plug had been pulled at that moment"
                : "Run on from that moment; this needs the quota of a running VM");
        leaveOff.setValue(false);
        if (snapshot.withMemory()) {
            add(leaveOff);
        }
    }

    @Override
    protected void submit() {
        actions.revert(vm.id(), snapshot.id(), leaveOff.getValue());
    }
}
