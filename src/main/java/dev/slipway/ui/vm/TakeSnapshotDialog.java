package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;

/** Keeps what a VM is now, and says before what that takes of the quota. */
class TakeSnapshotDialog extends FormDialog {
    private static final String RUNNING =
            "It runs, so its memory is kept with its disk: going back, it runs on from this moment. It stands still while"
                    + " that is written, the longer the more memory it has. To keep its disk only, shut it down first.";
    private static final String OFF =
            "It is off, so what is on its disk is kept: going back, it is off again. To keep its memory too, start it first.";

    private final VmView vm;
    private final SnapshotActions actions;
    private final TextField name = field("name", new TextField("Name"));
    private final TextField note = field("note", new TextField("Note"));

    TakeSnapshotDialog(VmView vm, SnapshotActions actions) {
        super("Take a snapshot of " + vm.name(), vm.status() == VmStatus.RUNNING ? RUNNING : OFF, "Take snapshot");
        this.vm = vm;
        this.actions = actions;
        setWidth("min(36rem, 100%)");
        name.setPlaceholder("before the update");
        name.setRequiredIndicatorVisible(true);
        name.setWidthFull();
        note.setWidthFull();
        show(actions.quote(vm.id()));
    }

    private void show(QuotaPreview preview) {
        QuotaBars bars = new QuotaBars().stacked();
        bars.show(
                preview.lines().stream()
                        .filter(line -> line.dimension() == Dimension.DISK_MIB)
                        .toList(),
                preview.cost());
        add(bars);
        if (!preview.fits()) {
            UnorderedList list = new UnorderedList();
            preview.refusals().forEach(r -> list.add(new ListItem(r)));
            Div refusals = new Div(list);
            refusals.addClassNames("sw-notice", "bad");
            refusals.getElement().setAttribute("role", "status");
            add(refusals);
        }
    }

    @Override
    protected void submit() {
        actions.take(vm.id(), name.getValue(), note.getValue());
    }
}
