package dev.slipway.ui.catalog;

import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.Resources;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.WholeNumber;

/** Makes a size. */
class NewSizeDialog extends FormDialog {
    private static final long MIB_PER_GIB = 1024;

    private final TextField name = field("name", new TextField("Name"));
    private final IntegerField vcpus = field("vcpus", WholeNumber.field("vCPUs", ""));
    private final IntegerField memory = field("memoryMib", WholeNumber.field("Memory", "MiB"));
    private final IntegerField disk = field("diskMib", WholeNumber.field("Disk", "GiB"));
    private final SizeParts parts;
    private final Runnable made;

    NewSizeDialog(SizeParts parts, Runnable made) {
        super("New size", "", "Make size");
        this.parts = parts;
        this.made = made;
        name.setPlaceholder("medium");
        name.setAutofocus(true);
    }

    @Override
    protected void submit() {
        Resources resources = new Resources(
                WholeNumber.of(vcpus, "vcpus"),
                WholeNumber.of(memory, "memoryMib"),
                WholeNumber.of(disk, "diskMib") * MIB_PER_GIB);
        parts.sizes().create(name.getValue().strip(), resources, parts.actor());
        made.run();
    }
}
