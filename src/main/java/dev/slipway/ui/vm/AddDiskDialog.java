package dev.slipway.ui.vm;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import java.util.Map;

/** Makes an empty disk for a VM, and says before what that takes of the quota. */
class AddDiskDialog extends FormDialog {
    private static final int USUAL_GIB = 10;

    private final VmView vm;
    private final DiskActions actions;
    private final TextField name = field("name", new TextField("Name"));
    private final DiskSizeField size;

    AddDiskDialog(VmView vm, DiskActions actions) {
        super(
                "Add a disk to " + vm.name(),
                "It is empty: make a file system on it in the guest. Detached again, or when the VM is deleted, it stays in"
                        + " the project with what is on it.",
                "Add disk");
        this.vm = vm;
        this.actions = actions;
        setWidth("min(36rem, 100%)");
        name.setPlaceholder("data");
        name.setRequiredIndicatorVisible(true);
        name.setWidthFull();
        size = new DiskSizeField(USUAL_GIB, mib -> actions.quote(vm.id(), mib));
        part(size, Map.of("sizeMib", size.input()));
    }

    @Override
    protected void submit() {
        actions.create(vm.id(), name.getValue(), size.mib());
    }
}
