package dev.slipway.ui.vm;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;

/** The tags of one VM, all at once. */
class TagsDialog extends FormDialog {
    private final TextField tags = field("tags", new TextField("Tags"));
    private final VmView vm;
    private final Tagging tagging;

    TagsDialog(VmView vm, Tagging tagging) {
        super("Tags of " + vm.name(), "By them you find VMs together that belong together.", "Save");
        this.vm = vm;
        this.tagging = tagging;
        tags.setHelperText("Words with spaces between them, such as course-a web. At most " + VmTags.MOST + ".");
        tags.setValue(vm.tags().toString());
        tags.setAutofocus(true);
    }

    @Override
    protected void submit() {
        tagging.set(vm, VmTags.parse(tags.getValue()));
    }
}
