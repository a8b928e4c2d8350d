package dev.slipway.ui.vm;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.data.provider.CallbackDataProvider.FetchCallback;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.bulk.BulkVerb;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks which tag is put on many VMs, or taken off; what comes of it is shown next. */
class BulkTagDialog extends FormDialog {
    private final ComboBox<String> tag = field("tags", new ComboBox<>("Tag"));
    private final Consumer<String> next;

    /** @param used tags of the project, to choose from; another one can be typed */
    BulkTagDialog(BulkVerb verb, int vms, FetchCallback<String, String> used, Consumer<String> next) {
        super(
                verb.words() + (verb == BulkVerb.ADD_TAG ? " to " : " from ") + (vms == 1 ? "1 VM" : vms + " VMs"),
                "",
                "Next");
        this.next = next;
        tag.setItems(used::fetch);
        tag.setAllowCustomValue(verb == BulkVerb.ADD_TAG);
        tag.addCustomValueSetListener(e -> tag.setValue(e.getDetail()));
        tag.setHelperText(
                verb == BulkVerb.ADD_TAG
                        ? "One in use, or a new one: lower-case letters, digits and . _ -"
                        : "One in use in this project");
        tag.setAutofocus(true);
    }

    @Override
    protected void submit() {
        String word = Optional.ofNullable(tag.getValue())
                .map(String::strip)
                .filter(said -> !said.isEmpty())
                .orElseThrow(() -> new InvalidRequest("missing-field", "tags", "Choose a tag."));
        next.accept(VmTags.checked(word));
    }
}
