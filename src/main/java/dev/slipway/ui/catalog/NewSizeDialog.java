package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;
import dev.slipway.ui.component.FormDialog;

/** Makes a size. */
class NewSizeDialog extends FormDialog {
    private static final long MIB_PER_GIB = 1024;

    private final TextField name = field("name", new TextField("Name"));
    private final IntegerField vcpus = field("vcpus", number("vCPUs", ""));
    private final IntegerField memory = field("memoryMib", number("Memory", "MiB"));
    private final IntegerField disk = field("diskMib", number("Disk", "GiB"));
    private final Sizes sizes;
    private final Actors actors;
    private final Runnable made;

    NewSizeDialog(Sizes sizes, Actors actors, Runnable made) {
        super("New size", "", "Make size");
        this.sizes = sizes;
        this.actors = actors;
        this.made = made;
        name.setPlaceholder("medium");
        name.setAutofocus(true);
    }

    @Override
    protected void submit() {
        Resources resources =
                new Resources(whole(vcpus, "vcpus"), whole(memory, "memoryMib"), whole(disk, "diskMib") * MIB_PER_GIB);
        sizes.create(name.getValue().strip(), resources, actors.current());
        made.run();
    }

    private static int whole(IntegerField field, String name) {
        return field.getOptionalValue()
                .filter(n -> n > 0)
                .orElseThrow(() -> new InvalidRequest(
                        "not-a-number", name, "Give a whole number greater than 0 for " + field.getLabel() + "."));
    }

    private static IntegerField number(String label, String unit) {
        IntegerField field = new IntegerField(label);
        field.setSuffixComponent(new Span(unit));
        return field;
    }
}
