package dev.slipway.ui.catalog;

import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.HostTags;
import dev.slipway.ui.component.FormDialog;
import java.util.function.Consumer;

/** What hosts have to have to run VMs of a size or an image. */
class HostTagsDialog extends FormDialog {
    private final TextField tags = field("tags", new TextField("Tags that a host has to have"));
    private final Consumer<HostTags> save;

    HostTagsDialog(String name, HostTags now, Consumer<HostTags> save) {
        super(
                "Hosts for " + name,
                "New VMs go only to hosts that have all of these tags. What runs stays where it is.",
                "Save");
        this.save = save;
        tags.setHelperText("Words with spaces between them, such as gpu. Empty: any host.");
        tags.setValue(now.toString());
    }

    @Override
    protected void submit() {
        save.accept(HostTags.parse(tags.getValue()));
    }
}
